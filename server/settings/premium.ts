import type { Plan } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import type { ErrorIssue } from '../errors.ts';

/** Switches that come with the paid plans (goals.md row 5). */
const PREMIUM_PLANS: readonly Plan[] = ['professional', 'enterprise'];

interface PremiumSwitch {
  path: string;
  isOn(settings: Settings): boolean;
}

/** The custom object is none of them: it depends on the customer's edition of HubSpot, not on our plan (contract §3). */
const SWITCHES: readonly PremiumSwitch[] = [{ path: 'sync.recordings', isOn: ({ sync }) => sync.recordings }];

/**
 * Switches that somebody turns on without the plan for them. One that was on before a downgrade may stay:
 * it has no effect meanwhile, and every other change can still be saved.
 */
export function premiumIssues(before: Settings, after: Settings, plan: Plan): ErrorIssue[] {
  if (PREMIUM_PLANS.includes(plan)) return [];
  return SWITCHES.filter(({ isOn }) => isOn(after) && !isOn(before)).map(({ path }) => ({
    path,
    message: `is not part of the ${plan} plan; it comes with ${PREMIUM_PLANS.join(' and ')}`,
  }));
}

/** What an organisation has chosen and paid for. */
export interface Terms {
  /** As they take effect under the plan. */
  settings: Settings;
  plan: Plan;
}

export function createTerms(read: {
  settings: (orgId: string) => Promise<Settings>;
  planOf: (orgId: string) => Promise<Plan>;
}) {
  return async (orgId: string): Promise<Terms> => {
    const [settings, plan] = await Promise.all([read.settings(orgId), read.planOf(orgId)]);
    return { settings: underPlan(settings, plan), plan };
  };
}

/** The settings as they take effect under a plan. */
export function underPlan(settings: Settings, plan: Plan): Settings {
  if (PREMIUM_PLANS.includes(plan) || !SWITCHES.some(({ isOn }) => isOn(settings))) return settings;
  return { ...settings, sync: { ...settings.sync, recordings: false } };
}
