import { z } from 'zod';
import type { ReadOptions } from '../../settings/readOptions.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

const query = z.strictObject({ fresh: z.enum(['true', 'false']).optional() });

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
      const { fresh } = parseBody(query, given);
      return { status: 200, body: await deps.readOptions(caller.orgId, fresh === 'true') };
    },
  };
}
