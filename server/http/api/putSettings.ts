import { settingsDocument } from '../../../shared/settings.ts';
import { changedValues } from '../../audit/changes.ts';
import type { Audit } from '../../audit/audit.types.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

/**
 * `PUT /api/v1/settings`: the whole document with the `version` that was read; answers the stored one
 * with the next version. 409 when someone else saved in between, 422 with every fault otherwise.
 */
export function putSettings(deps: { settings: SettingsStore; audit: Audit }): ApiRoute {
  return {
    method: 'put',
    path: '/settings',
    access: 'write',
    async handle({ caller, body }) {
      const settings = parseBody(settingsDocument, body);
      const before = await deps.settings.read(caller.orgId);
      const saved = await deps.settings.save(caller.orgId, settings, caller.email);
      await deps.audit.record({
        orgId: caller.orgId,
        who: caller.email,
        what: 'settings_changed',
        where: caller.door,
        portalId: null,
        ...changedValues({ ...before, version: saved.version }, saved),
      });
      return { status: 200, body: saved };
    },
  };
}
