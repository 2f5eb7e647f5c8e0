import { SETTINGS_FORM } from '../../settings/settingsForm.ts';
import type { ApiRoute } from '../route.ts';

/** `GET /settings/form`: the words of every option and of every permission; nothing of a tenant is in it. */
export function getSettingsForm(): ApiRoute {
  return {
    method: 'get',
    path: '/settings/form',
    access: 'read',
    handle: () => Promise.resolve({ status: 200, body: SETTINGS_FORM }),
  };
}
