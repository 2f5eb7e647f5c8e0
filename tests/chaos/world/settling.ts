import type { JournalDocument } from '../../../server/intake/journal.ts';
import { NEVER } from '../../../server/queue/lease.ts';
import type { SyncDocument } from '../../../server/sync/ledger.types.ts';
import type { ChaosProcess } from './chaosProcess.ts';
import type { DirectEngine } from './directStore.ts';
import type { Passing } from './passing.ts';
import type { VirtualTime } from './virtualTime.ts';

const TICK_MS = 30_000;
/** So many ticks that find nothing, and only time can help: until the next thing is due there is nothing to see. */
const IDLE_TICKS = 3;
/** The ladder of retries takes 17 hours in all; whatever is not done after four days never is. */
const NEVER_DONE_MS = 4 * 24 * 3_600_000;
const MAX_ROUNDS = 600;

interface PortalRow {
  dueAt: Date;
  leaseUntil: Date;
}

interface Ahead {
  /** When something is due next. */
  due: number | undefined;
  /** What is open, in words that change when something happened to it. */
  open: string;
}

export interface SettlingDeps {
  time: VirtualTime;
  engine: DirectEngine;
  passing: Passing;
  processes: () => readonly ChaosProcess[];
  alive: () => Promise<ChaosProcess>;
}

/** Lets time pass, in leaps where nobody waits, until the product has nothing left to do. */
export function createSettling({ time, engine, passing, processes, alive }: SettlingDeps) {
  let tickedAt = 0;

  const tick = async (): Promise<void> => {
    tickedAt = time.now();
    for (const process of processes()) {
      if (process.state !== 'alive') continue;
      for (const job of process.composition.jobs) {
        // A job that fails is tried at its next tick.
        await passing.until(
          process.as(() => Promise.resolve(job.run()).catch(() => undefined)),
          process,
        );
      }
    }
  };

  /** What is left to do; undefined when everything has come to its end. */
  const ahead = (): Ahead | undefined => {
    const rows = (engine.dump('syncs') as unknown as SyncDocument[]).filter(
      ({ state, heldReason }) =>
        ['queued', 'retrying', 'running'].includes(state) || (state === 'held' && heldReason === 'frequency'),
    );
    const journal = engine.dump('journal') as unknown as JournalDocument[];
    const portals = engine.dump('portals') as unknown as PortalRow[];
    const wake = portals
      .filter(({ dueAt }) => dueAt < NEVER)
      .map(({ dueAt, leaseUntil }) => Math.max(dueAt.getTime(), leaseUntil.getTime()));
    const unprojected = journal.filter(({ projectedAt }) => projectedAt === null).length;
    const leaving = engine.dump('disconnects').length;
    if (rows.length === 0 && wake.length === 0 && unprojected === 0 && leaving === 0) return undefined;
    const times = [...wake, ...rows.map(({ dueAt }) => dueAt.getTime())];
    const later = times.filter((at) => at > time.now());
    return {
      due: later.length === 0 ? undefined : Math.min(...later),
      open: JSON.stringify([
        times,
        rows.map(({ state, attempts }) => [state, attempts]),
        unprojected,
        leaving,
      ]),
    };
  };

  return {
    tick,
    async settle(): Promise<boolean> {
      const giveUp = time.now() + NEVER_DONE_MS;
      let seen: string | undefined;
      let idle = 0;
      for (let round = 0; round < MAX_ROUNDS && time.now() < giveUp; round += 1) {
        await passing.quiet();
        await alive();
        if (passing.busy()) {
          passing.next();
          continue;
        }
        if (time.now() - tickedAt >= TICK_MS) await tick();
        await passing.quiet();
        if (passing.busy()) continue;
        const rest = ahead();
        if (!rest) return true;
        idle = rest.open === seen ? idle + 1 : 0;
        seen = rest.open;
        const { due = Infinity } = rest;
        const ticks = Math.max(time.now(), tickedAt + TICK_MS);
        const at = idle > IDLE_TICKS && due < Infinity ? due : Math.min(due, ticks);
        // Past the instant: leases are free after their end, not at it.
        time.moveTo(Math.max(at, time.now()) + 1);
      }
      return false;
    },
  };
}
