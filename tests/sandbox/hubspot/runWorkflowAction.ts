import type { EnrolledType } from '../workflow.types.ts';
import { decodeUri, signatureV3 } from './signature.ts';

export interface WorkflowStep {
  clientSecret: string;
  url: string;
  portalId: string;
  objectType: EnrolledType;
  objectId: string;
  /** The same in every attempt of one execution. */
  callbackId: string;
  inputFields?: Record<string, unknown>;
  definitionId?: number;
  workflowId?: number;
  /** Which enrolment of the workflow, and which step of it. */
  execution?: { enrollmentId: number; actionExecutionIndex: number };
  /** Of the record, as the action's `objectRequestOptions` ask for. */
  properties?: Record<string, string | null>;
  signal?: AbortSignal;
}

/** Calls a custom action as a workflow of HubSpot does when a record comes to it (hubspot-platform.md §6.2). */
export function runWorkflowAction(step: WorkflowStep): Promise<Response> {
  const { portalId, objectId, objectType, definitionId = 7_001, workflowId = 501, execution } = step;
  const content = {
    callbackId: step.callbackId,
    origin: { portalId: Number(portalId), actionDefinitionId: definitionId, actionDefinitionVersion: 1 },
    context: {
      source: 'WORKFLOWS',
      workflowId,
      ...(execution ? { actionExecutionIndexIdentifier: execution } : {}),
    },
    object: { objectId: Number(objectId), objectType, properties: step.properties ?? {} },
    inputFields: step.inputFields ?? {},
  };
  return postSigned(step.clientSecret, step.url, content, step.signal);
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

function postSigned(
  clientSecret: string,
  url: string,
  content: object,
  signal?: AbortSignal,
): Promise<Response> {
  const body = JSON.stringify(content);
  const at = Date.now();
  return fetch(url, {
    method: 'POST',
    body,
    redirect: 'manual',
    ...(signal ? { signal } : {}),
    headers: {
      'content-type': 'application/json',
      'x-hubspot-signature-v3': signatureV3(clientSecret, 'POST', decodeUri(url), body, at),
      'x-hubspot-request-timestamp': String(at),
    },
  });
}
