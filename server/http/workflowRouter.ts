import { Router, type RequestHandler } from 'express';
import { templateOptions } from '../workflow/templates.ts';
import type { Workflow } from '../workflow/createWorkflow.ts';
import { optionsCall, toBody, workflowCall } from '../workflow/workflowCall.ts';
import { parseBody } from './input.ts';
import { hubspotSignature, type HubSpotSignatureDeps } from './middleware/hubspotSignature.ts';
import { rawBody } from './middleware/rawBody.ts';
import { incoming, sendReply } from './send.ts';

/**
 * `/hubspot/workflow`: HubSpot's workflows call these by themselves, so there is no person and no query; the
 * portal is in the body, which the signature covers (hubspot-platform.md §6.2).
 */
export function workflowRouter(deps: HubSpotSignatureDeps & { workflow: Workflow }): Router {
  const { workflow } = deps;
  const router = Router();
  router.use(noteOldSignature, ...rawBody(), hubspotSignature(deps));
  router.post('/follow-up', async (request, response) => {
    const asked = parseBody(workflowCall, incoming(request).body);
    sendReply(response, { status: 200, body: toBody(await workflow.followUp(asked)) });
  });
  router.post('/last-conversation', async (request, response) => {
    const asked = parseBody(workflowCall, incoming(request).body);
    sendReply(response, { status: 200, body: toBody(await workflow.lastConversation(asked)) });
  });
  router.post('/options', (request, response) => {
    const { fetchOptions } = parseBody(optionsCall, incoming(request).body);
    sendReply(response, { status: 200, body: templateOptions(fetchOptions?.q ?? '') });
  });
  return router;
}

/**
 * Older pages say that workflow actions are signed v2 only. That form has no time and can be replayed, so it
 * is refused; should HubSpot really send nothing else, this line says so (hubspot-api.md §7.2).
 */
const noteOldSignature: RequestHandler = (request, _response, next) => {
  const { headers } = request;
  if (headers['x-hubspot-signature'] !== undefined && headers['x-hubspot-signature-v3'] === undefined)
    request.log.warn(
      { version: headers['x-hubspot-signature-version'] },
      'a workflow action came without signature v3 and was refused',
    );
  next();
};
