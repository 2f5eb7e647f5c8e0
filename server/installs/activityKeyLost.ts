import type { mongo } from 'mongoose';
import { ACTIVITY_KEY_PROPERTY } from '../../shared/properties.ts';
import type { InstallDocument } from './install.ts';

/** The portal guards our key no longer: somebody deleted the property, or put another one in its place. */
export type ActivityKeyLost = (portalId: string) => Promise<void>;

const LOST = {
  feature: 'activity_key',
  reason: `The property ${ACTIVITY_KEY_PROPERTY.name} is gone from your activities; they are recognised by their link until it is there again.`,
};

/**
 * From now on activities are recognised by their link (reliability.md §3, B). The next look of
 * `finish-provisioning` tries to make the key anew, and queues what was written without it.
 */
export function createActivityKeyLost(
  installs: Pick<mongo.Collection<InstallDocument>, 'updateOne'>,
): ActivityKeyLost {
  return async (portalId) => {
    await installs.updateOne(
      { _id: portalId, activityKeyMode: 'unique' },
      {
        $set: { activityKeyMode: 'marker', provisionedAt: null, caughtUp: false },
        $addToSet: { limitations: LOST },
      },
    );
  };
}
