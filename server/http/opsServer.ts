import { createServer, type Server } from 'node:http';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { healthz } from './ops/healthz.ts';
import { metrics } from './ops/metrics.ts';
import { readyz } from './ops/readyz.ts';
import type { OpenRoute } from './route.ts';

export type OpsDeps = Parameters<typeof readyz>[0] & { registry: Parameters<typeof metrics>[0] };

/** What those ask who keep the service running. */
export function opsRoutes(deps: OpsDeps): OpenRoute[] {
  return [healthz(), readyz(deps), metrics(deps.registry)];
}

/**
 * The same on a port of its own (`OPS_PORT`), for every role: a worker has no other door, and a cluster
 * probes and scrapes inside its network what the public port need not show.
 */
export function createOpsServer(deps: OpsDeps & { log: Logger }): Server {
  return createServer(createApp({ log: deps.log, ops: opsRoutes(deps), doors: {}, trustedProxies: 0 }));
}
