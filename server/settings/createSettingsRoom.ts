import type { HubSpotCall } from '../hubspot/call.types.ts';
import type { Directory } from '../hubspot/directory.ts';
import { createObjects } from '../hubspot/objects.ts';
import { createContactSearch } from '../hubspot/searchContacts.ts';
import type { CoachingObjects } from '../installs/coachingObjects.ts';
import { createCheckSettings, type CheckSettingsDeps } from './checkSettings.ts';
import { createCoachingSwitch } from './coachingSwitch.ts';
import { createFindContacts } from './findContacts.ts';
import { createReadOptions } from './readOptions.ts';

export interface SettingsRoomDeps extends Pick<CheckSettingsDeps, 'installOf' | 'planOf'> {
  call: HubSpotCall;
  directory: Directory;
  coachingObjects: CoachingObjects;
  log: { warn: (facts: object, message: string) => void };
}

/** What the settings page asks of a portal, put together: choices, checks and what a switch sets in motion. */
export function createSettingsRoom(deps: SettingsRoomDeps) {
  const objects = createObjects(deps.call);
  const readOptions = createReadOptions(deps);
  return {
    readOptions,
    findContacts: createFindContacts({ ...deps, objects, searchContacts: createContactSearch(deps.call) }),
    checkSettings: createCheckSettings({ ...deps, objects, readOptions }),
    switchCoaching: createCoachingSwitch(deps),
  };
}
