import type { SandboxRequest } from './http.ts';
import { DRIP_MS, encode, type Delivery } from './server.ts';

/** `fetch` against `answer`, failing the way undici fails, without a socket and on whatever clock timers use. */
export function createInProcessFetch(answer: (request: SandboxRequest) => Delivery): typeof fetch {
  return async (input, init = {}) => {
    const signal = init.signal ?? undefined;
    signal?.throwIfAborted();
    const delivery = answer(requestOf(input, init));
    const aborted = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => {
        delivery.done(0);
        reject(signal.reason as Error);
      });
    });
    aborted.catch(() => undefined);
    if (delivery.delayMs > 0)
      await Promise.race([new Promise((resolve) => setTimeout(resolve, delivery.delayMs)), aborted]);
    const reply = delivery.reply();
    const { headers, body } = encode(reply);
    const bytes = Buffer.from(body);
    // Where there is no body, it is the head that drips or is cut off.
    const isHeadOnly = bytes.length === 0;
    if (delivery.break === 'hang' || (delivery.break === 'drip' && isHeadOnly)) return aborted;
    if (delivery.break === 'reset' || (delivery.break === 'truncate' && isHeadOnly)) {
      delivery.done(0);
      throw new TypeError('fetch failed', { cause: socketError('read ECONNRESET', 'ECONNRESET') });
    }
    const head = { status: reply.status, headers };
    if (delivery.break === 'truncate') {
      delivery.done(reply.status);
      return new Response(cut(bytes.subarray(0, Math.ceil(bytes.length / 2))), head);
    }
    if (delivery.break === 'drip') return new Response(drip(bytes, signal), head);
    delivery.done(reply.status);
    return new Response(reply.status === 204 ? null : bytes, head);
  };
}

function requestOf(input: string | URL | Request, init: RequestInit): SandboxRequest {
  const url = new URL(input instanceof Request ? input.url : input);
  const headers = Object.fromEntries(new Headers(init.headers).entries());
  return {
    method: init.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    rawBody: typeof init.body === 'string' ? init.body : '',
    contentType: (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
  };
}

function socketError(message: string, code: string): Error {
  return Object.assign(new Error(message), { code });
}

function cut(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (sent)
        controller.error(
          new TypeError('terminated', { cause: socketError('other side closed', 'UND_ERR_SOCKET') }),
        );
      else controller.enqueue(bytes);
      sent = true;
    },
  });
}

function drip(bytes: Uint8Array, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    start(controller) {
      const timer = setInterval(() => {
        if (sent < bytes.length) controller.enqueue(bytes.subarray(sent, sent + 1));
        sent += 1;
      }, DRIP_MS);
      signal?.addEventListener('abort', () => {
        clearInterval(timer);
        controller.error(signal.reason);
      });
    },
  });
}
