import type { Usage } from '../../shared/usage.ts';
import type { Clock } from '../clock.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';
import type { CountedConversations } from './countedConversations.ts';
import { daysSoFar, monthOf } from './month.ts';
import { PLAN_LIMITS, type Organizations } from './organization.ts';

export type ReadUsage = (orgId: string) => Promise<Usage>;

/** An admin should know in time to upgrade before anything waits. */
const WARNING_SHARE = 0.8;

/** What is used of the plan this month; the one source for every door that shows it. */
export function createReadUsage(deps: {
  counted: Pick<CountedConversations, 'byDay'>;
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
    const days = daysSoFar(now, timeZone);
    const counted = await deps.counted.byDay(orgId, days[0]?.slice(0, 7) ?? '');
    const used = [...counted.values()].reduce((sum, count) => sum + count, 0);
    const limit = PLAN_LIMITS[plan];
    return {
      plan,
      used,
      limit,
      resetsAt: monthOf(now, timeZone).end.toISOString(),
      warning: limit !== null && used >= limit * WARNING_SHARE,
      held,
      days: days.map((date) => ({ date, count: counted.get(date) ?? 0 })),
    };
  };
}
