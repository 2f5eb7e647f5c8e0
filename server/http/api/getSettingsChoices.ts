import type { ReadOptions } from '../../settings/readOptions.ts';
import { choicesOf } from '../../settings/settingsForm.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';
import { optionsQuery } from './getOptions.ts';

/** `GET /settings/choices`: what the pickers of the settings page offer, small enough for HubSpot's 1 MB. */
export function getSettingsChoices(deps: { readOptions: ReadOptions }): ApiRoute {
  return {
    method: 'get',
    path: '/settings/choices',
    access: 'read',
    async handle({ caller, query }) {
      const { fresh } = parseBody(optionsQuery, query);
      return { status: 200, body: choicesOf(await deps.readOptions(caller.orgId, fresh === 'true')) };
    },
  };
}
