import { createHash } from 'node:crypto';
import { TZDate } from '@date-fns/tz';
import { addDays, format } from 'date-fns';
import type { Clock } from '../clock.ts';
import type { ConversationDocument, RecordKey } from '../cards/conversations.ts';
import { associationType, type Associations } from '../hubspot/associations.ts';
import type { BatchWriter } from '../hubspot/batchWrite.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { CallContext, Objects } from '../hubspot/objects.ts';
import { sessionUrl } from '../sessions/sessionUrl.ts';
import { markerUrl } from '../sync/content.ts';
import { dueTime } from '../sync/dueTime.ts';
import { plainText } from '../text/plainText.ts';
import { followUpText, isTemplate } from './templates.ts';
import type { WorkflowAnswer, WorkflowCall } from './workflowCall.ts';

export interface FollowUp {
  call: WorkflowCall;
  record: RecordKey;
  conversation: ConversationDocument;
  timeZone: string;
  /** An earlier attempt may have made the task. */
  again: boolean;
}

const SUBJECT_LENGTH = 1_000;
const DEFAULT_DAYS = 2;
const MOST_DAYS = 365;

/** Makes the task of one execution, once: a lost answer is settled by what hangs on the record. */
export function createFollowUp(deps: {
  write: BatchWriter;
  objects: Pick<Objects, 'read'>;
  associations: Pick<Associations, 'read'>;
  appUrl: string;
  clock: Clock;
}) {
  return async ({ call, record, conversation, timeZone, again }: FollowUp): Promise<WorkflowAnswer> => {
    const context: CallContext = { portalId: record.portalId, lane: 'people' };
    const marker = markerUrl(deps.appUrl, conversation.sessionId, `workflow-${shortHash(call.callbackId)}`);
    const session_url = sessionUrl(deps.appUrl, conversation.sessionId);
    const there = again ? await find(context, record, marker) : undefined;
    if (there) return { state: 'SUCCESS', outputs: { result: 'done', task_id: there, session_url } };

    const properties = propertiesOf(call, conversation, marker, timeZone);
    const types = [associationType('tasks', record.objectType)];
    const key = `workflow:${shortHash(call.callbackId)}`;
    const input = { key, properties, associations: [{ to: { id: record.objectId }, types }] };
    const outcome = (await deps.write(context, 'objects.create', 'tasks', [input])).get(key);
    if (outcome?.ok)
      return { state: 'SUCCESS', outputs: { result: 'done', task_id: outcome.id, session_url } };
    // What may be better the next time is thrown, so that HubSpot tries again; the rest never will be.
    if (outcome && (outcome.error.kind !== 'final' || outcome.error.effect === 'unknown'))
      throw outcome.error;
    return { state: 'FAIL_CONTINUE', outputs: { result: 'refused', session_url } };
  };

  /** By the association, which is never late, unlike search (hubspot-api.md §2.2). */
  async function find(context: CallContext, { objectType, objectId }: RecordKey, marker: string) {
    try {
      const links = await deps.associations.read(context, objectType, 'tasks', [objectId]);
      const ids = (links.get(objectId) ?? []).map(({ toId }) => toId);
      const tasks = await deps.objects.read(context, 'tasks', ids, ['hs_task_body']);
      return tasks.find(({ properties }) => properties['hs_task_body']?.includes(marker))?.id;
    } catch (error) {
      if (error instanceof HubSpotError && error.httpStatus === 404) return undefined;
      throw error;
    }
  }

  function propertiesOf(
    { inputFields }: WorkflowCall,
    conversation: ConversationDocument,
    marker: string,
    timeZone: string,
  ): Record<string, string> {
    const { template, owner, due_in_days } = inputFields;
    const { subject, html } = followUpText(isTemplate(template) ? template : 'recap', conversation);
    const due = addDays(new TZDate(deps.clock.now(), timeZone), days(due_in_days));
    return {
      hs_task_subject: plainText(subject, SUBJECT_LENGTH),
      hs_task_body: `${html}<p><a href="${marker}">From this conversation in liveprompt</a></p>`,
      hs_timestamp: dueTime(format(due, 'yyyy-MM-dd'), timeZone, conversation.facts.startedAt).toISOString(),
      hs_task_status: 'NOT_STARTED',
      hs_task_priority: 'MEDIUM',
      hs_task_type: 'TODO',
      ...(typeof owner === 'string' && /^\d{1,20}$/.test(owner) ? { hubspot_owner_id: owner } : {}),
    };
  }
}

/** HubSpot sends inputs as text; nonsense becomes the default, not a failure nobody sees. */
function days(value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && number >= 0 && number <= MOST_DAYS ? Math.floor(number) : DEFAULT_DAYS;
}

function shortHash(callbackId: string): string {
  return createHash('sha256').update(callbackId).digest('base64url').slice(0, 16);
}
