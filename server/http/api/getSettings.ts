import type { SettingsStore } from '../../settings/settingsStore.ts';
import type { ApiRoute } from '../route.ts';

/** `GET /api/v1/settings`: the whole document, the defaults when nothing was saved yet. */
export function getSettings(deps: { settings: Pick<SettingsStore, 'read'> }): ApiRoute {
  return {
    method: 'get',
    path: '/settings',
    access: 'read',
    handle: async ({ caller }) => ({ status: 200, body: await deps.settings.read(caller.orgId) }),
  };
}
