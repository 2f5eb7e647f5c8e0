import { decodeUri, signatureV3 } from './signature.ts';

export interface SignedFetchOptions {
  clientSecret: string;
  appId: string;
  portalId: string;
  userId: string;
  userEmail: string;
  method: string;
  /** The public URL of our backend; HubSpot appends the four identity parameters. */
  url: string;
  /** Sent as JSON with POST, PUT and PATCH and DELETE. */
  body?: object;
  /** Where the request really goes when the public origin is not reachable from here; the signature stays. */
  deliverTo?: string;
  /** Epoch milliseconds; default the machine's clock. */
  timestampMs?: number;
  /** HubSpot's documentation decodes the URL before signing, its dev proxy does not; both must pass. Default true. */
  decode?: boolean;
}

export interface SignedRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** The request HubSpot's proxy would send for `hubspot.fetch` (hubspot-platform.md §3.6, hubspot-api.md §7.2). */
export function signRequest(options: SignedFetchOptions): SignedRequest {
  const url = new URL(options.url);
  const identity = {
    portalId: options.portalId,
    userId: options.userId,
    userEmail: options.userEmail,
    appId: options.appId,
  };
  for (const [name, value] of Object.entries(identity)) url.searchParams.append(name, value);
  const method = options.method.toUpperCase();
  const body = options.body === undefined || method === 'GET' ? undefined : JSON.stringify(options.body);
  const timestamp = options.timestampMs ?? Date.now();
  const signed = options.decode === false ? url.toString() : decodeUri(url.toString());
  const target =
    options.deliverTo === undefined ? url : new URL(`${url.pathname}${url.search}`, options.deliverTo);
  return {
    url: target.toString(),
    method,
    headers: {
      'x-hubspot-signature-v3': signatureV3(options.clientSecret, method, signed, body ?? '', timestamp),
      'x-hubspot-request-timestamp': String(timestamp),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body,
  };
}

/** Calls our backend as a card's `hubspot.fetch` does: signed, no cookies, redirects not followed. */
export function signedFetch(options: SignedFetchOptions): Promise<Response> {
  const request = signRequest(options);
  return fetch(request.url, {
    method: request.method,
    headers: request.headers,
    redirect: 'manual',
    ...(request.body === undefined ? {} : { body: request.body }),
  });
}
