import { storeUnavailable } from '../errors.ts';
import type { OpenRoute } from '../route.ts';

/** A balancer asks every few seconds; a database that takes longer than this is as good as away. */
const PATIENCE_MS = 2_000;

/** `GET /readyz`: the database answers, 503 otherwise. */
export function readyz(deps: { ping: () => Promise<void>; sleep: (ms: number) => Promise<void> }): OpenRoute {
  return {
    path: '/readyz',
    async handle() {
      const reachable = await Promise.race([
        deps.ping().then(
          () => true,
          () => false,
        ),
        deps.sleep(PATIENCE_MS).then(() => false),
      ]);
      if (!reachable) throw storeUnavailable();
      return { status: 200, body: { status: 'ready' } };
    },
  };
}
