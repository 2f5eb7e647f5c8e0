import { createRemoteReceiver } from '@remote-ui/core';
import { createController, RemoteRenderer } from '@remote-ui/react/host';
import { createEndpoint, fromWebWorker } from '@remote-ui/rpc';
import { createRoot } from 'react-dom/client';
import type { CardRequest, CardResponse, WorkerApi } from '../protocol.ts';
import { components } from './components/registry.ts';
import { missingComponent } from './missing.tsx';
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
}

export interface MountedCard {
  unmount(): void;
}

declare global {
  interface Window {
    /** Components that a card used and the preview does not know; a test wants it empty. */
    __missingComponents?: string[];
  }
}

/** Runs a card's production bundle in a Web Worker and shows it inside `element`. */
export function mountCard(element: HTMLElement, options: MountOptions): MountedCard {
  window.__missingComponents ??= [];
  const receiver = createRemoteReceiver();
  const root = createRoot(element);
  const known = createController(components);
  const controller = {
    ...known,
    get: (type: string) => (type in components ? known.get(type) : missingComponent(type)),
  };
  root.render(
    <section className="pv-card" aria-label="Card preview">
      <RemoteRenderer receiver={receiver} controller={controller} />
      <p className="pv-label">Preview</p>
    </section>,
  );

  const worker = new Worker(options.workerUrl);
  const endpoint = createEndpoint<WorkerApi>(fromWebWorker(worker));
  const failed = (message: string) => {
    // Without the card's own words there is nothing left to show; a person must still see that it broke.
    root.render(
      <section className="pv-card pv-broken" role="alert">
        The card stopped: {message}
      </section>,
    );
  };
  worker.addEventListener('error', (event) => failed(event.message));
  endpoint.call
    .run(options.bundleUrl, options.context, receiver.receive, {
      fetch: async (url, request) => parts(await options.fetch(url, request)),
      action: (name, args) => {
        if (name === 'closeOverlay') closeOverlay(String(args[0]));
        options.onAction?.(name, args);
      },
      failed,
    })
    .catch((error: unknown) => failed(String(error)));

  return {
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
