import { hubspot } from '@hubspot/ui-extensions';
import { isRecord, problemOf, unreachable, type Problem } from './problem.ts';

/** Must be listed in `permittedUrls.fetch` of app-hsmeta.json; `npm run hubspot:check` compares the two. */
export const API_ORIGIN = 'https://api.liveprompt.ai';

export type ApiAnswer<T> = { ok: true; body: T } | { ok: false; problem: Problem };

export interface ApiCall<T> {
  /** HubSpot sends a call a second time when the first broke off: whatever is not GET must be idempotent. */
  method?: 'GET' | 'POST' | 'PUT';
  body?: Record<string, unknown>;
  /** Milliseconds; HubSpot waits 15 s where nothing is said, and 120 s at most. */
  timeout?: number;
  /** Keys without which the answer is not what was asked for. */
  expects: readonly (keyof T & string)[];
}

/**
 * Asks our server through HubSpot, which signs portal and person. Never throws: HubSpot refuses after its
 * timeout or when the origin is not permitted (hubspot-platform.md §3.6), and both must end in a sentence.
 */
export async function callApi<T>(path: `/${string}`, call: ApiCall<T>): Promise<ApiAnswer<T>> {
  const { expects, method = 'GET', ...rest } = call;
  try {
    const response = await hubspot.fetch(`${API_ORIGIN}/hubspot${path}`, { method, ...rest });
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok && has(body, expects)) return { ok: true, body };
    return { ok: false, problem: problemOf(response.status, body) };
  } catch {
    return { ok: false, problem: unreachable() };
  }
}

/** A proxy's or a newer server's answer must not crash a page: it becomes a sentence instead. */
function has<T>(body: unknown, keys: readonly (keyof T & string)[]): body is T {
  return isRecord(body) && keys.every((key) => Object.hasOwn(body, key));
}
