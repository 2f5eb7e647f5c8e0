import type { Clock } from '../clock.ts';
import type { AccessTokens, HubSpotCall, HubSpotReply, HubSpotRequest } from './call.types.ts';
import { classifyFailure, classifyReply } from './classify.ts';
import { ENDPOINTS, type Endpoint, type EndpointName } from './endpoints.ts';
import { HubSpotError } from './errors.ts';
import type { RateWindow } from './rateWindow.ts';
import type { SlowDown } from './slowDown.ts';

/** Deadlines of every call (reliability.md §2): a slow drip must not hold a lease. */
const HEADERS_MS = 10_000;
const WHOLE_BODY_MS = 20_000;
const MAX_BODY_BYTES = 8 * 1_024 * 1_024;

export interface HubSpotCallDeps {
  apiUrl: string;
  /** Dated path segment, `2026-09` (hubspot-api.md §0.1). */
  apiVersion: string;
  fetch: typeof fetch;
  tokens: AccessTokens;
  window: Pick<RateWindow, 'take' | 'heard'>;
  slowDown: SlowDown;
  clock: Clock;
  observe?: (call: { endpoint: EndpointName; outcome: string; ms: number }) => void;
}

/** The one way to HubSpot for a portal; see `HubSpotCall`. */
export function createHubSpotCall(deps: HubSpotCallDeps): HubSpotCall {
  return async <T>(portalId: string, request: HubSpotRequest): Promise<HubSpotReply<T>> => {
    const endpoint: Endpoint = ENDPOINTS[request.endpoint];
    const started = deps.clock.monotonicMs();
    const seen = (outcome: string) =>
      deps.observe?.({ endpoint: request.endpoint, outcome, ms: deps.clock.monotonicMs() - started });
    try {
      const token = await deps.tokens.current(portalId);
      const reply = await paced<T>(portalId, endpoint, request, token).catch(async (error: unknown) => {
        const next = error instanceof HubSpotError ? await anotherToken(portalId, token, error) : token;
        if (next === token) throw error;
        return paced<T>(portalId, endpoint, request, next);
      });
      seen('ok');
      return reply;
    } catch (error) {
      seen(error instanceof HubSpotError ? error.code : 'error');
      throw error;
    }
  };

  /**
   * Expired between our check and HubSpot's: one refresh, one replay (hubspot-api.md §9). Forbidden: a person may
   * just have granted what is missing, and a token lets us do what was granted when it was made.
   */
  async function anotherToken(
    portalId: string,
    token: string,
    { httpStatus }: HubSpotError,
  ): Promise<string> {
    if (httpStatus === 401) return deps.tokens.replace(portalId, token);
    return httpStatus === 403 ? deps.tokens.latest(portalId) : token;
  }

  async function paced<T>(portalId: string, endpoint: Endpoint, request: HubSpotRequest, token: string) {
    await deps.window.take(portalId, endpoint.bucket, request.lane ?? 'sync', request.signal);
    request.mayStart?.();
    try {
      return await send<T>(portalId, endpoint, request, token);
    } catch (error) {
      throw error instanceof HubSpotError ? await deps.slowDown(portalId, endpoint.bucket, error) : error;
    }
  }

  async function send<T>(
    portalId: string,
    endpoint: Endpoint,
    request: HubSpotRequest,
    token: string,
  ): Promise<HubSpotReply<T>> {
    const abort = new AbortController();
    const deadline = (ms: number) =>
      setTimeout(() => abort.abort(new DOMException(`no answer within ${ms} ms`, 'TimeoutError')), ms);
    const headersTimer = deadline(HEADERS_MS);
    const bodyTimer = deadline(WHOLE_BODY_MS);
    const departedAt = deps.clock.now();
    try {
      const response = await deps.fetch(urlOf(deps, endpoint, request), {
        method: endpoint.method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
        // A redirect would carry the bearer token to another host.
        redirect: 'manual',
        signal: request.signal ? AbortSignal.any([abort.signal, request.signal]) : abort.signal,
      });
      clearTimeout(headersTimer);
      await deps.window.heard(portalId, endpoint.bucket, response.headers, departedAt);
      const body = parse(await readAll(response));
      if (!response.ok) {
        throw classifyReply({
          label: endpoint.label,
          write: endpoint.write,
          status: response.status,
          headers: response.headers,
          body,
        });
      }
      // Nothing where something was promised says nothing about the effect (reliability.md §2).
      const promised = response.status !== NO_CONTENT && endpoint.bodyless !== true;
      if (body === UNREADABLE || (body === undefined && promised)) throw new Error('the answer is not JSON');
      return { status: response.status, body: body as T };
    } catch (error) {
      throw error instanceof HubSpotError ? error : classifyFailure(endpoint.label, endpoint.write, error);
    } finally {
      clearTimeout(headersTimer);
      clearTimeout(bodyTimer);
    }
  }
}

function urlOf(deps: HubSpotCallDeps, endpoint: Endpoint, request: HubSpotRequest): string {
  const values: Readonly<Record<string, string>> = { ...request.path, v: deps.apiVersion };
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`path value ${name} is missing for ${request.endpoint}`);
    return encodeURIComponent(value);
  });
  const query = new URLSearchParams(request.query).toString();
  return `${deps.apiUrl}${path}${query ? `?${query}` : ''}`;
}

async function readAll(response: Response): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw new Error('the answer is larger than 8 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const UNREADABLE = Symbol('unreadable');
const NO_CONTENT = 204;

/** A 204 has no body; Cloudflare answers HTML, and no answer of HubSpot's is a bare word or number. */
function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}
