import type { Registry } from 'prom-client';
import type { OpenRoute } from '../route.ts';

/** `GET /metrics`: Prometheus text. */
export function metrics(registry: Pick<Registry, 'metrics' | 'contentType'>): OpenRoute {
  return {
    path: '/metrics',
    handle: async () => ({
      status: 200,
      headers: { 'content-type': registry.contentType },
      body: await registry.metrics(),
    }),
  };
}
