import type { mongo } from 'mongoose';
import { OWN_PROPERTIES } from './ownProperties.ts';
import type { InstallDocument } from './install.ts';

export type ProvisionAnew = (orgId: string) => Promise<void>;

/** What is recorded when our properties could not be made, all of them or one (`provision.ts`). */
export const REFUSED = [
  'properties',
  ...OWN_PROPERTIES.flatMap(({ type, properties }) =>
    properties.map(({ name }) => `property:${type}.${name}`),
  ),
];

/**
 * Somebody asks again for what a portal refused: if that was our properties, the next look of
 * `finish-provisioning` tries to make them once more, and completes the conversations that went without.
 */
export function createProvisionAnew(
  installs: Pick<mongo.Collection<InstallDocument>, 'updateOne'>,
): ProvisionAnew {
  return async (orgId) => {
    await installs.updateOne(
      { orgId, status: 'active', 'limitations.feature': { $in: REFUSED } },
      // Not caught up: a turn that runs just now ends only after the next look (`provisionPending.ts`).
      { $set: { provisionedAt: null, caughtUp: false } },
    );
  };
}
