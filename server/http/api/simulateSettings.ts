import { z } from 'zod';
import { settingsDocument } from '../../../shared/settings.ts';
import type { CheckSettings } from '../../settings/checkSettings.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import type { Simulate } from '../../simulate/simulate.ts';
import { parseBody, unprocessable } from '../input.ts';
import type { ApiRoute } from '../route.ts';

const DEFAULT_SESSIONS = 20;
const howMany = z.coerce.number().int().min(1).max(100);
const query = z.object({ sessions: howMany.optional() });
const wrapped = z.object({
  settings: z.unknown(),
  sessions: z.number().int().min(1).max(100).optional(),
});

/**
 * `POST /api/v1/settings/simulate`: what proposed settings would do with the newest conversations, and what
 * differs from the saved ones. The body is `{settings, sessions?}` or the settings document itself; its faults
 * are answered as by `PUT /settings`. It writes nothing, so members may run it.
 */
export function simulateSettings(deps: {
  simulate: Simulate;
  settings: Pick<SettingsStore, 'read'>;
  checkSettings: CheckSettings;
}): ApiRoute {
  return {
    method: 'post',
    path: '/settings/simulate',
    access: 'read',
    async handle({ caller, body, query: parameters }) {
      const asked = parseBody(query, parameters);
      const { settings: document, sessions } = hasSettings(body)
        ? parseBody(wrapped, body)
        : { settings: body, sessions: undefined };
      const settings = parseBody(settingsDocument, document);
      const saved = await deps.settings.read(caller.orgId);
      const { issues } = await deps.checkSettings(caller.orgId, saved, settings);
      if (issues.length > 0) throw unprocessable(issues);
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
