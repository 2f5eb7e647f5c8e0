import type { Plan } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import { AppError, type ErrorIssue } from '../errors.ts';
import type { Objects } from '../hubspot/objects.ts';
import type { CoachingObjects } from '../installs/coachingObjects.ts';
import type { InstallDocument } from '../installs/install.ts';
import { namesPortalFacts, portalIssues } from './portalIssues.ts';
import { premiumIssues } from './premium.ts';
import type { ReadOptions } from './readOptions.ts';

/** Parts of the settings only HubSpot can judge. */
export type PortalCheck = 'sync.customObject' | 'mapping' | 'deals.stage.rules' | 'matching.defaultContactId';

export interface SettingsVerdict {
  issues: ErrorIssue[];
  /** Not judged, because HubSpot could not be asked just now. */
  notChecked: PortalCheck[];
}

export interface CheckSettingsDeps {
  readOptions: ReadOptions;
  objects: Pick<Objects, 'read'>;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  planOf: (orgId: string) => Promise<Plan>;
  coachingObjects: Pick<CoachingObjects, 'obstacle'>;
}

export type CheckSettings = (orgId: string, before: Settings, after: Settings) => Promise<SettingsVerdict>;

/**
 * What is wrong with settings beyond their shape. HubSpot is asked only about what names something of the
 * portal; a fault is believed only after asking afresh, because somebody may just have made the property
 * or stage that our copy does not know yet.
 */
export function createCheckSettings(deps: CheckSettingsDeps): CheckSettings {
  return async (orgId, before, after) => {
    const [premium, portal, contact, object] = await Promise.all([
      deps.planOf(orgId).then((plan) => premiumIssues(before, after, plan)),
      portalFacts(orgId, after),
      defaultContact(orgId, after),
      customObject(orgId, before, after),
    ]);
    return {
      issues: [...premium, ...object.issues, ...portal.issues, ...contact.issues],
      notChecked: [...object.notChecked, ...portal.notChecked, ...contact.notChecked],
    };
  };

  /** Asked when it is switched on: where a permission was lost later, everything else can still be saved. */
  async function customObject(orgId: string, before: Settings, after: Settings): Promise<SettingsVerdict> {
    const path = 'sync.customObject';
    if (after.sync.customObject === null || before.sync.customObject !== null) return CLEAN;
    try {
      const install = await deps.installOf(orgId);
      if (install?.status !== 'active') return { issues: [], notChecked: [path] };
      const message = await deps.coachingObjects.obstacle(install, false);
      return message ? { issues: [{ path, message }], notChecked: [] } : CLEAN;
    } catch (error) {
      return unanswered(error, [path]);
    }
  }

  async function portalFacts(orgId: string, settings: Settings): Promise<SettingsVerdict> {
    if (!namesPortalFacts(settings)) return CLEAN;
    try {
      const issues = portalIssues(settings, await deps.readOptions(orgId, false));
      if (issues.length === 0) return CLEAN;
      return { issues: portalIssues(settings, await deps.readOptions(orgId, true)), notChecked: [] };
    } catch (error) {
      return unanswered(error, ['mapping', 'deals.stage.rules']);
    }
  }

  async function defaultContact(orgId: string, { matching }: Settings): Promise<SettingsVerdict> {
    const id = matching.defaultContactId;
    if (id === null) return CLEAN;
    const path = 'matching.defaultContactId';
    try {
      const install = await deps.installOf(orgId);
      if (install?.status !== 'active') return { issues: [], notChecked: [path] };
      const found = await deps.objects.read(
        { portalId: install._id, lane: 'people' },
        'contacts',
        [id],
        ['email'],
      );
      if (found.some(({ archived }) => !archived)) return CLEAN;
      return { issues: [{ path, message: 'is not a contact of this HubSpot account' }], notChecked: [] };
    } catch (error) {
      return unanswered(error, [path]);
    }
  }
}

const CLEAN: SettingsVerdict = { issues: [], notChecked: [] };

/** Not connected, busy or down: the shape was checked, and saving must not depend on HubSpot's good day. */
function unanswered(error: unknown, notChecked: PortalCheck[]): SettingsVerdict {
  if (error instanceof AppError) return { issues: [], notChecked };
  throw error;
}
