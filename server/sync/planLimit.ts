import type { Plan } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import type { Lease } from '../queue/lease.ts';
import type { CountedConversations, CountingPeriod } from '../usage/countedConversations.ts';
import { calendarDay, monthOf } from '../usage/month.ts';
import { PLAN_LIMITS } from '../usage/organization.ts';
import type { Ledger } from './ledger.ts';
import type { SyncDocument } from './ledger.types.ts';
import type { Releases } from './releases.ts';

export interface PlanLimitDeps {
  counted: CountedConversations;
  planOf: (orgId: string) => Promise<Plan>;
  ledger: Ledger;
  releases: Pick<Releases, 'moveUp' | 'countPlanLimited'>;
  clock: Clock;
  crash: Crashpoint;
}

/**
 * A conversation counts once, in the month of its first sync (contract §3). It is counted before it is
 * worked on, so that nothing over the limit can be half written; the ledger gives the place back when it
 * turns out that nothing of it reaches HubSpot.
 */
export function createPlanLimit(deps: PlanLimitDeps) {
  const { counted, ledger, releases, crash } = deps;
  return {
    /**
     * Counts conversations. @returns those that are over the limit.
     * @param known the plan as it was when the turn began. A larger one may have been announced since: nothing is
     * held before it was asked for anew.
     */
    async count(
      orgId: string,
      rows: readonly SyncDocument[],
      settings: Settings,
      known?: Plan,
    ): Promise<ReadonlySet<string>> {
      const first = oldestFirst(rows.filter(isUncounted)).map(({ _id }) => _id);
      if (first.length === 0) return new Set();
      await crash('plan.count');
      const under = (plan: Plan) => counted.count(orgId, first, periodOf(plan, settings));
      const soon = known && (await under(known));
      const within = soon?.size === first.length ? soon : await under(await deps.planOf(orgId));
      await crash('plan.counted');
      return new Set(first.filter((key) => !within.has(key)));
    },

    /** Holds what is over the limit until the month is over. @returns the rows that may go on. */
    async hold(
      lease: Lease,
      rows: readonly SyncDocument[],
      over: ReadonlySet<string>,
      settings: Settings,
    ): Promise<readonly SyncDocument[]> {
      if (over.size === 0) return rows;
      const verdict = {
        state: 'held',
        heldReason: 'plan_limit',
        dueAt: monthOf(deps.clock.now(), settings.sync.timeZone).end,
        uncounted: true,
      } as const;
      await ledger.finishAll(
        lease,
        rows
          .filter(({ _id }) => over.has(_id))
          .map((row) => ({ row, planned: row.version, change: {}, verdict })),
      );
      return rows.filter(({ _id }) => !over.has(_id));
    },

    /** After a turn: places that were given back go to the oldest that wait for one. */
    async settle(orgId: string, settings: Settings): Promise<void> {
      await crash('plan.moveUp');
      if ((await releases.countPlanLimited(orgId)) === 0) return;
      const free = await counted.free(orgId, periodOf(await deps.planOf(orgId), settings));
      if (free > 0) await releases.moveUp(orgId, free);
    },
  };

  function periodOf(plan: Plan, { sync }: Settings): CountingPeriod {
    const day = calendarDay(deps.clock.now(), sync.timeZone);
    return { month: day.slice(0, 7), limit: PLAN_LIMITS[plan] };
  }
}

export type PlanLimit = ReturnType<typeof createPlanLimit>;

function isUncounted({ firstSyncedAt, removed }: SyncDocument): boolean {
  return firstSyncedAt === null && !removed;
}

function oldestFirst(rows: readonly SyncDocument[]): SyncDocument[] {
  return [...rows].sort((left, right) => left.receivedAt.getTime() - right.receivedAt.getTime());
}
