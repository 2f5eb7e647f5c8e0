import type { EndpointName } from './endpoints.ts';

/** Who waits for the answer: a worker draining a queue, or a person looking at a screen. */
export type Lane = 'sync' | 'people';

export interface HubSpotRequest {
  endpoint: EndpointName;
  /** Values for the `{placeholders}` of the endpoint's path. */
  path?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
  lane?: Lane;
  /** Aborts the call when its lease is lost or the process stops. */
  signal?: AbortSignal;
  /** Throws when the caller's lease leaves no time for an answer; asked last, when the call is about to leave. */
  mayStart?: () => void;
}

export interface HubSpotReply<T> {
  status: number;
  body: T;
}

/**
 * The one way to HubSpot's API for a portal. Adds the portal's access token, waits for the portal's
 * rate window, gives the call its deadlines (headers 10 s, whole body 20 s), refreshes once on 401,
 * and throws nothing but `HubSpotError`.
 */
export type HubSpotCall = <T>(portalId: string, request: HubSpotRequest) => Promise<HubSpotReply<T>>;

/** What the border needs of `installs`: it never sees a refresh token. */
export interface AccessTokens {
  /** A token with at least a minute of life left. Throws `revoked` when a person has to reconnect. */
  current(portalId: string): Promise<string>;
  /** HubSpot answered 401 to `stale`: forget it and get another, once among all processes. */
  replace(portalId: string, stale: string): Promise<string>;
  /** As it is stored now: another process may have connected anew, with more permissions, since we looked. */
  latest(portalId: string): Promise<string>;
}
