import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { systemClock } from './clock.ts';
import { COLLECTIONS } from './collections.ts';
import { compose } from './compose.ts';
import { BadEnvironment, readEnvironment, systemMongod } from './config/environment.ts';
import { measureProcess } from './health/metrics.ts';
import { connectStore } from './store/connect.ts';
import { startEngine } from './store/engine.ts';
import { createStoreClock } from './store/storeClock.ts';

/** A stop may take 15 s in all (contract §5); turns get the first part of it. */
const GRACE_MS = 10_000;
const STOP_MS = 14_000;

/** Starts the roles that were asked for, and stops them well. */
async function main(): Promise<void> {
  const config = readEnvironment();
  const log = pino({ level: config.logLevel, redact: ['*.authorization', '*.token', '*.secret'] });
  const engine = await startEngine({
    uri: config.mongodbUri,
    systemBinary: systemMongod(),
    clock: systemClock,
  });
  log.info({ roles: [...config.roles], engine: engine.kind }, engine.describe());
  const store = await connectStore({ uri: engine.uri });
  const keeping = await store.ensureIndexes(COLLECTIONS);
  if (keeping.length > 0)
    log.warn({ collections: keeping }, 'this database expires nothing: old rows of these collections stay');
  const clock = createStoreClock({ store, machine: systemClock, log });
  await clock.measure();
  const stopClock = clock.follow();

  const { web, ops, worker, metrics, startSchedule, takenInSettled } = compose({
    config,
    store,
    clock,
    clockOffByMs: clock.offByMs,
    log,
  });
  measureProcess(metrics);
  const stopSchedule = config.roles.has('scheduler') ? startSchedule() : undefined;
  if (config.roles.has('worker')) worker.start();
  if (config.opsPort !== undefined) {
    ops.listen(config.opsPort);
    await once(ops, 'listening');
  }
  if (config.roles.has('web')) {
    web.listen(config.port);
    await once(web, 'listening');
    log.info({ port: config.port, publicUrl: config.publicUrl }, 'ready');
  }

  const stop = async (signal: string): Promise<void> => {
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(0), STOP_MS).unref();
    const answered = closed(web);
    await stopSchedule?.();
    await Promise.all([
      worker.stop(GRACE_MS),
      Promise.race([answered, pause(GRACE_MS, undefined, { ref: false })]),
    ]);
    web.closeAllConnections();
    await takenInSettled();
    stopClock();
    ops.close();
    ops.closeAllConnections();
    await store.close();
    await engine.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal));
}

/** Takes no new request. Resolves when those under way are answered. */
async function closed(web: Server): Promise<void> {
  if (!web.listening) return;
  const gone = once(web, 'close');
  web.close();
  web.closeIdleConnections();
  await gone;
}

main().catch((error: unknown) => {
  // One message a person can act on; a bad environment needs no stack.
  const message = error instanceof BadEnvironment ? error.message : error;
  console.error(message);
  process.exit(1);
});
