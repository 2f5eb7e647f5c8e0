import type { Settings } from '../../shared/settings.ts';
import { AppError } from '../errors.ts';
import type { CoachingObjects } from '../installs/coachingObjects.ts';
import type { InstallDocument } from '../installs/install.ts';

/** What the switch for coaching sessions does in HubSpot when somebody saves it. */
export type SwitchCoaching = (orgId: string, before: Settings, after: Settings) => Promise<void>;

/**
 * Switching it on makes the custom object, where the portal has none of that name: the save is the request.
 * When HubSpot cannot be reached just now, the first conversation has it made. Switching it off leaves the
 * object and its records alone.
 */
export function createCoachingSwitch(deps: {
  coachingObjects: Pick<CoachingObjects, 'ensure' | 'rest'>;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  log: { warn: (facts: object, message: string) => void };
}): SwitchCoaching {
  return async (orgId, before, after) => {
    const isOn = after.sync.customObject !== null;
    if (isOn === (before.sync.customObject !== null)) return;
    const install = await deps.installOf(orgId);
    if (install?.status !== 'active') return;
    const portalId = install._id;
    if (!isOn) {
      await deps.coachingObjects.rest(portalId);
      return;
    }
    try {
      await deps.coachingObjects.ensure({ portalId, lane: 'people' }, true);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      deps.log.warn({ portalId, code: error.code }, 'the custom object has to be made later');
    }
  };
}
