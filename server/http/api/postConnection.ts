import { z } from 'zod';
import { stateRefused } from '../../installs/errors.ts';
import type { OAuthStates } from '../../installs/oauthState.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

/** `state` comes from a marketplace install that is waiting for the partner sign-in (getCallback.ts). */
export const postConnectionBody = z.object({ state: z.string().max(500).optional() }).optional();

/**
 * `POST /api/v1/connection` → `{authorizeUrl}`. The caller is liveprompt's backend, which has no browser
 * to bind: the URL is our own `/oauth/install`, which takes the first browser that opens it and goes on
 * to HubSpot's consent page.
 */
export function postConnection(deps: { states: OAuthStates; publicUrl: string }): ApiRoute {
  return {
    method: 'post',
    path: '/connection',
    access: 'write',
    async handle({ caller, body: given }) {
      const owner = { orgId: caller.orgId, startedBy: caller.email };
      const marketplace = parseBody(postConnectionBody, given)?.state;
      const state =
        marketplace === undefined
          ? await deps.states.begin({ ...owner, returnUrl: null, browser: null })
          : await deps.states.adopt(marketplace, owner);
      if (state === null) throw stateRefused();
      const authorizeUrl = `${deps.publicUrl}/oauth/install?state=${encodeURIComponent(state)}`;
      return { status: 200, body: { authorizeUrl } };
    },
  };
}
