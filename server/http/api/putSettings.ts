import { settingsDocument } from '../../../shared/settings.ts';
import type { Audit } from '../../audit/audit.types.ts';
import { changedValues } from '../../audit/changes.ts';
import type { CheckSettings } from '../../settings/checkSettings.ts';
import type { SwitchCoaching } from '../../settings/coachingSwitch.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import { parseBody, unprocessable } from '../input.ts';
import type { ApiRoute } from '../route.ts';

export interface PutSettingsDeps {
  settings: SettingsStore;
  checkSettings: CheckSettings;
  switchCoaching: SwitchCoaching;
  /** What waits by the settings follows them from now on. */
  redate: (orgId: string) => Promise<unknown>;
  audit: Audit;
}

/**
 * `PUT /api/v1/settings`: the whole document with the `version` that was read; answers the stored one
 * with the next version. 409 when someone else saved in between, 422 with every fault otherwise. What
 * HubSpot could not be asked about stands in the header `x-not-checked`: the body is the document, so that
 * it can be sent back as it came.
 */
export function putSettings(deps: PutSettingsDeps): ApiRoute {
  return {
    method: 'put',
    path: '/settings',
    access: 'write',
    async handle({ caller, body }) {
      const settings = parseBody(settingsDocument, body);
      const before = await deps.settings.read(caller.orgId);
      const { issues, notChecked } = await deps.checkSettings(caller.orgId, before, settings);
      if (issues.length > 0) throw unprocessable(issues);
      const saved = await deps.settings.save(caller.orgId, settings, caller.email);
      await deps.audit.record({
        orgId: caller.orgId,
        who: caller.email,
        what: 'settings_changed',
        where: caller.door,
        portalId: null,
        ...changedValues({ ...before, version: saved.version }, saved),
      });
      await deps.switchCoaching(caller.orgId, before, saved);
      await deps.redate(caller.orgId);
      return {
        status: 200,
        body: saved,
        ...(notChecked.length > 0 ? { headers: { 'x-not-checked': notChecked.join(', ') } } : {}),
      };
    },
  };
}
