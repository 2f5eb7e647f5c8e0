import { MOST_OFF_MS } from '../../store/storeClock.ts';
import { clockOff, storeUnavailable } from '../errors.ts';
import type { OpenRoute } from '../route.ts';

/** A balancer asks every few seconds; a database that takes longer than this is as good as away. */
const PATIENCE_MS = 2_000;

export interface ReadyzDeps {
  ping: () => Promise<void>;
  sleep: (ms: number) => Promise<void>;
  /** Milliseconds by which the machine's clock is ahead of the store's. */
  clockOffByMs: () => number;
}

/** `GET /readyz`: the database answers and the clocks agree, 503 otherwise. */
export function readyz(deps: ReadyzDeps): OpenRoute {
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
      const offBy = deps.clockOffByMs();
      if (Math.abs(offBy) > MOST_OFF_MS) throw clockOff(Math.round(offBy / 1_000));
      return { status: 200, body: { status: 'ready' } };
    },
  };
}
