import { z } from 'zod';
import type { CompleteTask } from '../../cards/completeTask.ts';
import type { InstallDocument } from '../../installs/install.ts';
import { notFound } from '../errors.ts';
import { connectedPortal } from '../inPortal.ts';
import { parseBody } from '../input.ts';
import type { HubSpotRoute } from '../route.ts';
import { RECORD_ID } from './recordParams.ts';

const taskBody = z.object({ done: z.boolean() });

/** `POST /hubspot/tasks/:taskId`: completes or reopens a task of ours. May arrive twice. */
export function postTask(deps: {
  installOfPortal: (portalId: string) => Promise<InstallDocument | null>;
  completeTask: CompleteTask;
}): HubSpotRoute {
  return {
    method: 'post',
    path: '/tasks/:taskId',
    async handle({ caller, params, body }) {
      const taskId = params['taskId'] ?? '';
      if (!RECORD_ID.test(taskId)) throw notFound();
      const { done } = parseBody(taskBody, body);
      const portal = await connectedPortal(deps.installOfPortal, caller);
      return { status: 200, body: await deps.completeTask({ ...portal, taskId, done }) };
    },
  };
}
