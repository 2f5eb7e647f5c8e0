import { IncomingMessage, ServerResponse, type Server } from 'node:http';
import { Socket } from 'node:net';

export interface DoorRequest {
  method: string;
  url: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

export interface DoorAnswer {
  status: number;
  headers: ReturnType<ServerResponse['getHeaders']>;
  text: string;
}

/** A socket that leads nowhere: what is written to it has been read on the way. */
class Nowhere extends Socket {
  override _write(_chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    done();
  }
  override _writev(_chunks: unknown[], done: () => void): void {
    done();
  }
}

/** Hands a request to a web role that does not listen; what is sent and answered is what a socket would carry. */
export function knock(
  server: Server,
  { method, url, headers = {}, body = '' }: DoorRequest,
): Promise<DoorAnswer> {
  return new Promise((resolve) => {
    const socket = new Nowhere();
    const request = new IncomingMessage(socket);
    const all = { host: 'localhost', 'content-length': String(Buffer.byteLength(body)), ...headers };
    request.method = method;
    request.url = url;
    request.httpVersion = '1.1';
    request.headers = all;
    request.rawHeaders = Object.entries(all).flat();
    if (body !== '') request.push(body);
    request.push(null);
    request.complete = true;

    const response = new ServerResponse(request);
    response.assignSocket(socket);
    const chunks: Buffer[] = [];
    const keep = (chunk: unknown): void => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    };
    const { write, end } = response;
    response.write = ((...given: Parameters<typeof write>) => {
      keep(given[0]);
      return write.apply(response, given);
    }) as typeof response.write;
    response.end = ((...given: Parameters<typeof end>) => {
      keep(given[0]);
      const ended = end.apply(response, given);
      resolve({
        status: response.statusCode,
        headers: response.getHeaders(),
        text: Buffer.concat(chunks).toString('utf8'),
      });
      return ended;
    }) as typeof response.end;
    server.emit('request', request, response);
  });
}
