import type { OpenRoute } from '../route.ts';

/** `GET /healthz`: the process answers. It asks nobody else, so a slow database never restarts it. */
export function healthz(): OpenRoute {
  return { path: '/healthz', handle: () => Promise.resolve({ status: 200, body: { status: 'ok' } }) };
}
