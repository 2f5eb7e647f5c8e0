import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface LoadFigures {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers by status. */
  answers: Record<string, number>;
}

/**
 * Sends every request once over `connections` keep-alive sockets, the next one on a socket as soon as the
 * one before was answered. Raw sockets: a client library would cost more than the server that is measured.
 * @param onAccepted index of each request that was answered 202, as soon as it is.
 */
export async function load(
  port: number,
  requests: readonly Buffer[],
  connections: number,
  onAccepted: (index: number) => void = () => undefined,
): Promise<LoadFigures> {
  let next = 0;
  const took: number[] = [];
  const answers: Record<string, number> = {};
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect(port, '127.0.0.1').setNoDelay(true);
      // A server that dies under load is what one part of the bench is about: 'close' tells.
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      try {
        for (let index = next++; index < requests.length; index = next++) {
          const sent = performance.now();
          const status = await exchange(socket, requests[index] ?? Buffer.alloc(0));
          took.push(performance.now() - sent);
          answers[status] = (answers[status] ?? 0) + 1;
          if (status === '202') onAccepted(index);
          if (status === 'gone') return;
        }
      } finally {
        socket.destroy();
      }
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  took.sort((left, right) => left - right);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { requestsPerSecond: took.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99), answers };
}

/** One request, one answer: its status, or `gone` when the server went away first. */
function exchange(socket: Socket, request: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const end = (status: string) => {
      socket.off('data', read);
      socket.off('close', gone);
      resolve(status);
    };
    const gone = () => end('gone');
    const read = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const head = text.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (text.length >= head + 4 + length) end(text.slice(9, 12));
    };
    socket.on('data', read);
    socket.once('close', gone);
    socket.write(request);
  });
}
