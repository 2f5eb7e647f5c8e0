import type { Usage } from '../../shared/usage.ts';
import type { Clock } from '../clock.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';
import { daysSoFar, monthOf } from './month.ts';
import { PLAN_LIMITS, type Organizations } from './organization.ts';

export type ReadUsage = (orgId: string) => Promise<Usage>;

/** An admin should know in time to upgrade before anything waits. */
const WARNING_SHARE = 0.8;

/** What is used of the plan this month; the one source for every door that shows it. */
export function createReadUsage(deps: {
  /** Conversations that were synced for the first time between two moments. */
  countSynced: (orgId: string, from: Date, to: Date) => Promise<number>;
  organizations: Pick<Organizations, 'plan'>;
  settings: Pick<SettingsStore, 'read'>;
  /** Conversations that wait because the limit is reached. */
  countHeld: (orgId: string) => Promise<number>;
  clock: Clock;
}): ReadUsage {
  return async (orgId) => {
    const [plan, settings, held] = await Promise.all([
      deps.organizations.plan(orgId),
      deps.settings.read(orgId),
      deps.countHeld(orgId),
    ]);
    const now = deps.clock.now();
    const { timeZone } = settings.sync;
    const days = await Promise.all(
      daysSoFar(now, timeZone).map(async ({ date, start, end }) => ({
        date,
        count: await deps.countSynced(orgId, start, end),
      })),
    );
    const used = days.reduce((sum, { count }) => sum + count, 0);
    const limit = PLAN_LIMITS[plan];
    return {
      plan,
      used,
      limit,
      resetsAt: monthOf(now, timeZone).end.toISOString(),
      warning: limit !== null && used >= limit * WARNING_SHARE,
      held,
      days,
    };
  };
}
