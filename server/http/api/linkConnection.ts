import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { Connect } from '../../installs/connect.ts';
import type { ReadConnection } from '../../installs/connection.ts';
import type { LinkTokens } from '../../installs/linkTokens.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

export const linkConnectionBody = z.object({ linkToken: z.string().min(1).max(200) });

/** `POST /api/v1/connection/link`: ties a marketplace-first install to the caller's organisation. */
export function linkConnection(deps: {
  linkTokens: LinkTokens;
  connect: Pick<Connect, 'link'>;
  readConnection: ReadConnection;
}): ApiRoute {
  return {
    method: 'post',
    path: '/connection/link',
    access: 'write',
    async handle({ caller, body: given }) {
      const { linkToken } = parseBody(linkConnectionBody, given);
      const portalId = await deps.linkTokens.redeem(linkToken, caller.orgId);
      try {
        await deps.connect.link(portalId, { orgId: caller.orgId, email: caller.email });
      } catch (error) {
        if (error instanceof AppError) await deps.linkTokens.release(linkToken, caller.orgId);
        throw error;
      }
      return { status: 200, body: await deps.readConnection(caller.orgId) };
    },
  };
}
