import { once } from 'node:events';
import { pino } from 'pino';
import { systemClock } from '../../../server/clock.ts';
import { COLLECTIONS } from '../../../server/collections.ts';
import { compose } from '../../../server/compose.ts';
import type { Config } from '../../../server/config/environment.ts';
import { connectStore } from '../../../server/store/connect.ts';

/** A turn may end its step; then the demo goes. Nothing it leaves behind is kept anyway. */
const GRACE_MS = 1_000;

/** The product in this process with all its roles, on loopback. Answers how to stop it. */
export async function startDemoProduct(config: Config, storeUri: string): Promise<() => Promise<void>> {
  const store = await connectStore({ uri: storeUri });
  await store.ensureIndexes(COLLECTIONS);
  const log = pino({ level: config.logLevel });
  const { web, worker, startSchedule } = compose({ config, store, clock: systemClock, log });
  web.listen(config.port, '127.0.0.1');
  await once(web, 'listening');
  worker.start();
  const stopSchedule = startSchedule();
  return async () => {
    web.close();
    web.closeAllConnections();
    await stopSchedule();
    await worker.stop(GRACE_MS);
    await store.close();
  };
}
