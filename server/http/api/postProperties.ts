import { z } from 'zod';
import type { PropertiesCreated } from '../../../shared/readyProperties.ts';
import type { Audit } from '../../audit/audit.types.ts';
import { notConnected } from '../../installs/errors.ts';
import type { InstallDocument } from '../../installs/install.ts';
import { READY_NAMES, type CreateReadyProperties } from '../../installs/readyProperties.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

export const postPropertiesBody = z.object({
  names: z.array(z.enum(READY_NAMES)).min(1).max(READY_NAMES.length),
});

export interface PostPropertiesDeps {
  createReadyProperties: CreateReadyProperties;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  audit: Audit;
}

/** `POST /api/v1/hubspot/properties` `{names}`: ready-made properties, made in our group where they are missing. */
export function postProperties(deps: PostPropertiesDeps): ApiRoute {
  return {
    method: 'post',
    path: '/hubspot/properties',
    access: 'write',
    async handle({ caller, body: given }) {
      const names = [...new Set(parseBody(postPropertiesBody, given).names)];
      const install = await deps.installOf(caller.orgId);
      if (!install) throw notConnected();
      const results = await deps.createReadyProperties(install._id, names);
      await deps.audit.record({
        orgId: caller.orgId,
        portalId: install._id,
        who: caller.email,
        where: caller.door,
        what: 'properties_created',
        after: Object.fromEntries(results.map(({ name, ready }) => [name, ready ? 'ready' : 'refused'])),
      });
      const answer: PropertiesCreated = { results };
      return { status: 200, body: answer };
    },
  };
}
