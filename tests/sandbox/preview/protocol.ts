import type { RemoteChannel } from '@remote-ui/core';

/** What the two halves of the preview say to each other across the worker's border. */
export interface CardRequest {
  method?: string;
  body?: Record<string, unknown>;
  headers?: Record<string, string>;
  timeout?: number;
}

/** A `Response` cannot cross the border; its parts can. */
export interface CardResponse {
  status: number;
  contentType: string;
  body: string;
}

/** Where an app page is, as `useAppPageLocation` of the SDK answers it. */
export interface PageLocation {
  path: string;
  params: Record<string, string>;
}

/** What the worker may ask of the page. */
export interface PageApi {
  fetch(url: string, request: CardRequest): Promise<CardResponse>;
  action(name: string, args: unknown[]): void;
  failed(message: string): void;
}

/** What the page may ask of the worker. */
export interface WorkerApi {
  run(bundleUrl: string, context: unknown, channel: RemoteChannel, page: PageApi): Promise<void>;
  /** Only app pages listen: cards and settings have one place. */
  moveTo(location: PageLocation): void;
}
