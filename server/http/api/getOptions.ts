import { z } from 'zod';
import type { ReadOptions } from '../../settings/readOptions.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

/** Of everything that is read from the portal for a page to choose from. */
export const optionsQuery = z.strictObject({ fresh: z.enum(['true', 'false']).optional() });

/**
 * `GET /api/v1/hubspot/options` and `GET /hubspot/options`: what a settings page offers to choose from.
 * `?fresh=true` asks HubSpot again after somebody changed a pipeline or property there.
 */
export function getOptions(deps: { readOptions: ReadOptions }): ApiRoute {
  return {
    method: 'get',
    path: '/hubspot/options',
    access: 'read',
    async handle({ caller, query: given }) {
      const { fresh } = parseBody(optionsQuery, given);
      return { status: 200, body: await deps.readOptions(caller.orgId, fresh === 'true') };
    },
  };
}
