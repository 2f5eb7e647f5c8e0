import { createRemoteReceiver } from '@remote-ui/core';
import { createController, RemoteRenderer } from '@remote-ui/react/host';
import { createEndpoint, fromWebWorker } from '@remote-ui/rpc';
import { createRoot } from 'react-dom/client';
import type { CardRequest, CardResponse, PageLocation, WorkerApi } from '../protocol.ts';
import { components } from './components/registry.ts';
import { ignoredProps, tracked } from './ignored.ts';
import { missingComponent } from './missing.tsx';
import { Navigation, resolvePath, type Navigate } from './navigation.ts';
import { closeOverlay } from './overlay.tsx';

export interface MountOptions {
  /** The production bundle, as HubSpot's bundler made it. */
  bundleUrl: string;
  workerUrl: string;
  /** What `useExtensionContext` answers: `{location, crm, portal, user, …}`. */
  context: unknown;
  /** `hubspot.fetch` ends here; the page decides who answers and signs. */
  fetch(url: string, request: CardRequest): Promise<Response>;
  /** `addAlert`, `reloadPage` and the other actions of the SDK. */
  onAction?(name: string, args: unknown[]): void;
  /** Where app pages begin; `/` where nothing is said. */
  page?: PageLocation;
  /** An app page moved to another one. */
  onNavigate?(location: PageLocation): void;
}

export interface MountedCard {
  unmount(): void;
  /** Moves app pages, as HubSpot does when a person uses the browser's back button. */
  moveTo(location: PageLocation): void;
}

declare global {
  interface Window {
    /** Components that a card used and the preview does not know; a test wants it empty. */
    __missingComponents?: string[];
    /** `Component.prop` that a card set and the preview never looked at; a test wants it empty. */
    __ignoredProps?: () => string[];
  }
}

/** Runs a card's production bundle in a Web Worker and shows it inside `element`. */
export function mountCard(element: HTMLElement, options: MountOptions): MountedCard {
  window.__missingComponents ??= [];
  window.__ignoredProps = ignoredProps;
  const receiver = createRemoteReceiver();
  const root = createRoot(element);
  const known = createController(tracked(components));
  const controller = {
    ...known,
    get: (type: string) => (type in components ? known.get(type) : missingComponent(type)),
  };
  const worker = new Worker(options.workerUrl);
  const endpoint = createEndpoint<WorkerApi>(fromWebWorker(worker));
  const moveTo = (location: PageLocation) => void endpoint.call.moveTo(location);
  const navigate: Navigate = (to, params) => {
    const location = resolvePath(to, params);
    moveTo(location);
    options.onNavigate?.(location);
  };

  root.render(
    <section className="pv-card" aria-label="Card preview">
      <Navigation.Provider value={navigate}>
        <RemoteRenderer receiver={receiver} controller={controller} />
      </Navigation.Provider>
      <p className="pv-label">Preview</p>
    </section>,
  );

  const failed = (message: string) => {
    // Without the card's own words there is nothing left to show; a person must still see that it broke.
    root.render(
      <section className="pv-card pv-broken" role="alert">
        The card stopped: {message}
      </section>,
    );
  };
  worker.addEventListener('error', (event) => failed(event.message));
  if (options.page) moveTo(options.page);
  endpoint.call
    .run(options.bundleUrl, options.context, receiver.receive, {
      fetch: async (url, request) => parts(await options.fetch(url, request)),
      action: (name, args) => {
        if (name === 'closeOverlay') closeOverlay(String(args[0]));
        if (name === 'navigateToPage') {
          const { to, params } = args[0] as { to: string; params?: Record<string, string> };
          navigate(to, params);
        }
        options.onAction?.(name, args);
      },
      failed,
    })
    .catch((error: unknown) => failed(String(error)));

  return {
    moveTo,
    unmount: () => {
      worker.terminate();
      root.unmount();
    },
  };
}

async function parts(response: Response): Promise<CardResponse> {
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    body: await response.text(),
  };
}
