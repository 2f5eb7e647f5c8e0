import type { mongo } from 'mongoose';
import type { Plan } from '../../shared/session.ts';
import { isDuplicateKey } from '../store/connect.ts';
import { defineCollection } from '../store/store.ts';

/** What liveprompt announced of an organisation. `_id` is the organisation id. */
export interface OrganizationDocument {
  _id: string;
  plan: Plan;
  /** When the plan was announced, by liveprompt's own clock: a late delivery must not undo a newer one. */
  announcedAt: Date;
}

export const organizations = defineCollection<OrganizationDocument>({
  name: 'organizations',
  // A disconnect does not change what the organisation pays for.
  tenant: 'none',
  indexes: [],
});

/** Conversations per calendar month; null is unlimited (goals.md, plans). */
export const PLAN_LIMITS: Readonly<Record<Plan, number | null>> = {
  starter: 100,
  professional: 1_000,
  enterprise: null,
};

export interface Organizations {
  /** An organisation whose plan was never announced is on `starter` (contract §3). */
  plan(orgId: string): Promise<Plan>;
  /** Resolves to false when a newer announcement is already stored. */
  setPlan(orgId: string, plan: Plan, announcedAt: Date): Promise<boolean>;
}

export function createOrganizations(deps: {
  organizations: Pick<mongo.Collection<OrganizationDocument>, 'findOne' | 'updateOne'>;
}): Organizations {
  return {
    async plan(orgId) {
      return (await deps.organizations.findOne({ _id: orgId }))?.plan ?? 'starter';
    },
    async setPlan(orgId, plan, announcedAt) {
      try {
        await deps.organizations.updateOne(
          { _id: orgId, announcedAt: { $lte: announcedAt } },
          { $set: { plan, announcedAt } },
          { upsert: true },
        );
        return true;
      } catch (error) {
        // The row exists and is newer: the filter missed it and the upsert met its `_id`.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}
