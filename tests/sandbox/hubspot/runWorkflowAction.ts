import { decodeUri, signatureV3 } from './signature.ts';

export interface WorkflowStep {
  clientSecret: string;
  url: string;
  portalId: string;
  objectType: 'CONTACT' | 'DEAL';
  objectId: string;
  /** The same in every attempt of one execution. */
  callbackId: string;
  inputFields?: Record<string, unknown>;
}

/** Calls a custom action as a workflow of HubSpot does when a record comes to it (hubspot-platform.md §6.2). */
export function runWorkflowAction(step: WorkflowStep): Promise<Response> {
  return postSigned(step.clientSecret, step.url, {
    callbackId: step.callbackId,
    origin: { portalId: Number(step.portalId), actionDefinitionId: 7_001, actionDefinitionVersion: 1 },
    context: { source: 'WORKFLOWS', workflowId: 501 },
    object: { objectId: Number(step.objectId), objectType: step.objectType, properties: {} },
    inputFields: step.inputFields ?? {},
  });
}

/** Asks for the options of an input as HubSpot does while a person builds a workflow. */
export function fetchWorkflowOptions(
  clientSecret: string,
  url: string,
  portalId: string,
  typed: string | null,
): Promise<Response> {
  return postSigned(clientSecret, url, {
    origin: { portalId: Number(portalId), actionDefinitionId: 7_001, actionDefinitionVersion: 1 },
    inputFieldName: 'template',
    inputFields: {},
    fetchOptions: { q: typed, after: null },
  });
}

function postSigned(clientSecret: string, url: string, content: object): Promise<Response> {
  const body = JSON.stringify(content);
  const at = Date.now();
  return fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-hubspot-signature-v3': signatureV3(clientSecret, 'POST', decodeUri(url), body, at),
      'x-hubspot-request-timestamp': String(at),
    },
  });
}
