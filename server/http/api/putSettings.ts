import { settingsDocument } from '../../../shared/settings.ts';
import type { Audit } from '../../audit/audit.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import { parseBody, unprocessable } from '../input.ts';
import type { ApiRoute } from '../route.ts';

/**
 * `PUT /api/v1/settings`: the whole document with the `version` that was read; answers the stored one
 * with the next version. 409 when someone else saved in between, 422 with every fault otherwise.
 */
export function putSettings(deps: { settings: Pick<SettingsStore, 'save'>; audit: Audit }): ApiRoute {
  return {
    method: 'put',
    path: '/settings',
    access: 'write',
    async handle({ caller, body }) {
      const settings = parseBody(settingsDocument, body);
      // An unknown zone would count conversations into the wrong month and sync at the wrong hour.
      if (!isTimeZone(settings.sync.timeZone)) {
        throw unprocessable([{ path: 'sync.timeZone', message: 'is not an IANA time zone' }]);
      }
      const saved = await deps.settings.save(caller.orgId, settings, caller.email);
      await deps.audit.record({
        orgId: caller.orgId,
        who: caller.email,
        what: 'settings_changed',
        portalId: null,
      });
      return { status: 200, body: saved };
    },
  };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
