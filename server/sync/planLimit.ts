import type { Plan } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import type { Lease } from '../queue/lease.ts';
import type { CountedConversations } from '../usage/countedConversations.ts';
import { calendarDay, monthOf } from '../usage/month.ts';
import { PLAN_LIMITS } from '../usage/organization.ts';
import type { Ledger } from './ledger.ts';
import type { SyncDocument } from './ledger.types.ts';
import type { Releases } from './releases.ts';

export interface PlanLimitDeps {
  counted: CountedConversations;
  planOf: (orgId: string) => Promise<Plan>;
  ledger: Ledger;
  releases: Pick<Releases, 'moveUp' | 'neverWritten'>;
  clock: Clock;
  crash: Crashpoint;
}

/**
 * A conversation counts once, in the month of its first sync (contract §3). It is counted before it is
 * worked on, so that nothing over the limit can be half written, and given back when it turns out that
 * nothing of it reaches HubSpot.
 */
export function createPlanLimit(deps: PlanLimitDeps) {
  const { counted, ledger, crash } = deps;
  return {
    /** Holds what is over the limit until the month is over. @returns the rows that may go on. */
    async admit(
      lease: Lease,
      orgId: string,
      rows: readonly SyncDocument[],
      settings: Settings,
    ): Promise<readonly SyncDocument[]> {
      const first = oldestFirst(rows.filter(isUncounted)).map(({ _id }) => _id);
      if (first.length === 0) return rows;
      const now = deps.clock.now();
      const { timeZone } = settings.sync;
      const day = calendarDay(now, timeZone);
      const period = { month: day.slice(0, 7), day, limit: PLAN_LIMITS[await deps.planOf(orgId)] };
      await crash('plan.count');
      let within = await counted.count(orgId, first, period);
      if (within.size < first.length && (await freeUnused(await counted.ofMonth(orgId, period.month), first)))
        within = await counted.count(orgId, first, period);
      await crash('plan.counted');
      const over = new Set(first.filter((key) => !within.has(key)));
      const verdict = {
        state: 'held',
        heldReason: 'plan_limit',
        dueAt: monthOf(now, timeZone).end,
        uncounted: true,
      } as const;
      for (const row of rows.filter(({ _id }) => over.has(_id)))
        await ledger.finish(lease, row, row.version, {}, verdict);
      return rows.filter(({ _id }) => !over.has(_id));
    },

    /** After a turn: who did not reach HubSpot does not count, and the next in line moves up. */
    async settle(orgId: string, rows: readonly SyncDocument[]): Promise<void> {
      const first = rows.filter(isUncounted).map(({ _id }) => _id);
      await crash('plan.giveBack');
      const free = await freeUnused(first, []);
      if (free > 0) await deps.releases.moveUp(orgId, free);
    },
  };

  async function freeUnused(keys: readonly string[], except: readonly string[]): Promise<number> {
    const candidates = keys.filter((key) => !except.includes(key));
    return counted.giveBack(await deps.releases.neverWritten(candidates));
  }
}

export type PlanLimit = ReturnType<typeof createPlanLimit>;

function isUncounted({ firstSyncedAt, removed }: SyncDocument): boolean {
  return firstSyncedAt === null && !removed;
}

function oldestFirst(rows: readonly SyncDocument[]): SyncDocument[] {
  return [...rows].sort((left, right) => left.receivedAt.getTime() - right.receivedAt.getTime());
}
