import { z } from 'zod';
import { settingsDocument } from '../../../shared/settings.ts';
import type { Simulate } from '../../simulate/simulate.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

const DEFAULT_SESSIONS = 20;
const howMany = z.coerce.number().int().min(1).max(100);
const query = z.object({ sessions: howMany.optional() });
const wrapped = z.strictObject({
  settings: settingsDocument,
  sessions: z.number().int().min(1).max(100).optional(),
});

/**
 * `POST /api/v1/settings/simulate`: what proposed settings would do with the newest conversations, and what
 * differs from the saved ones. The body is `{settings, sessions?}` or the settings document itself. It writes
 * nothing, so members may run it.
 */
export function simulateSettings(deps: { simulate: Simulate }): ApiRoute {
  return {
    method: 'post',
    path: '/settings/simulate',
    access: 'read',
    async handle({ caller, body, query: parameters }) {
      const asked = parseBody(query, parameters);
      const { settings, sessions } = hasSettings(body)
        ? parseBody(wrapped, body)
        : { settings: parseBody(settingsDocument, body), sessions: undefined };
      const simulation = await deps.simulate({
        orgId: caller.orgId,
        settings,
        sessions: sessions ?? asked.sessions ?? DEFAULT_SESSIONS,
      });
      return { status: 200, body: simulation };
    },
  };
}

function hasSettings(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'settings' in body;
}
