/**
 * The place where a card or page runs: a Web Worker with the globals that HubSpot gives to a bundle
 * (hubspot-platform.md §9) and nothing else. It runs the production bundle as it is.
 */
import { createRemoteRoot, type RemoteChannel } from '@remote-ui/core';
import * as RemoteUI from '@remote-ui/react';
import { createEndpoint, retain, type MessageEndpoint } from '@remote-ui/rpc';
import * as React from 'react';
import type { CardRequest, PageApi } from '../protocol.ts';
import { moveTo, useAppPageLocation } from './location.ts';

const ACTIONS = [
  'addAlert',
  'reloadPage',
  'closeOverlay',
  'copyTextToClipboard',
  'openIframeModal',
  'navigateToPage',
  'fetchCrmObjectProperties',
  'refreshObjectProperties',
  'onCrmPropertiesUpdate',
];

type Extension = (api: { context: unknown; actions: Record<string, unknown> }) => React.ReactElement;

interface CardWorker extends MessageEndpoint {
  importScripts(url: string): void;
  addEventListener(type: string, listener: (event: never) => void): void;
}
const worker = globalThis as unknown as CardWorker;

createEndpoint(worker).expose({ run, moveTo });

async function run(
  bundleUrl: string,
  context: unknown,
  channel: RemoteChannel,
  page: PageApi,
): Promise<void> {
  // Both belong to the page: without a hold on them the border forgets them after this call.
  retain(channel);
  retain(page);
  reportFailures(page);

  const actions = Object.fromEntries(
    ACTIONS.map((name) => [name, (...args: unknown[]) => page.action(name, args)]),
  );
  const extension = load(bundleUrl, context, actions, page);
  const root = createRemoteRoot(channel);
  RemoteUI.createRoot(root).render(extension({ context, actions }));
  root.mount();
}

/** Runs the bundle and answers what it gave to `hubspot.extend`. */
function load(
  bundleUrl: string,
  context: unknown,
  actions: Record<string, unknown>,
  page: PageApi,
): Extension {
  const registered: Extension[] = [];
  Object.assign(globalThis, {
    React,
    RemoteUI,
    __HUBSPOT_EXTENSION_WORKER__: true,
    extend_V2: (extension: Extension) => registered.push(extension),
    logger: { debug: console.debug, info: console.info, warn: console.warn, error: console.error },
    hsFetch: async (url: string | URL, request: CardRequest = {}) => {
      const { status, contentType, body } = await page.fetch(String(url), { ...request });
      return new Response(body === '' ? null : body, { status, headers: { 'content-type': contentType } });
    },
    hsWorkerAPI: {
      useExtensionContext: () => context,
      useExtensionActions: () => actions,
      useExtensionApi: () => ({ context, actions }),
      useAppPageLocation,
    },
  });
  worker.importScripts(bundleUrl);
  const [extension] = registered;
  if (!extension) throw new Error(`${bundleUrl} never called hubspot.extend`);
  return extension;
}

function reportFailures(page: PageApi): void {
  worker.addEventListener('error', (event: ErrorEvent) => page.failed(event.message));
  worker.addEventListener('unhandledrejection', (event: PromiseRejectionEvent) =>
    page.failed(String(event.reason)),
  );
}
