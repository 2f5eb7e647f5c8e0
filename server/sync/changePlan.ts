import type { Plan } from '../../shared/session.ts';
import type { Audit } from '../audit/audit.types.ts';
import type { Organizations } from '../usage/organization.ts';
import type { Releases } from './releases.ts';

/**
 * liveprompt announced a plan. What waited for the old limit goes on under the new one; a smaller plan
 * takes nothing back, it only counts from now on. Repeating it, or half of it, changes nothing.
 */
export function createChangePlan(deps: {
  organizations: Organizations;
  releases: Pick<Releases, 'releasePlanLimited'>;
  audit: Audit;
}) {
  return async (orgId: string, plan: Plan, announcedAt: Date): Promise<void> => {
    const before = await deps.organizations.plan(orgId);
    if (!(await deps.organizations.setPlan(orgId, plan, announcedAt))) return;
    await deps.releases.releasePlanLimited(orgId);
    if (before === plan) return;
    await deps.audit.record({
      id: `plan:${orgId}:${announcedAt.toISOString()}`,
      orgId,
      who: 'system',
      what: 'plan_changed',
      where: 'system',
      portalId: null,
      before: { plan: before },
      after: { plan },
    });
  };
}
