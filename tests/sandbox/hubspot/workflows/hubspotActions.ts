import { addDays } from 'date-fns';
import type { CreateTaskStep, SetPropertyStep } from '../../workflow.types.ts';
import { Refusal } from '../http.ts';
import type { StoredRecord } from '../objects.types.ts';
import { createByPerson } from '../portal/seeding.ts';
import { applyProperties } from '../records/commit.ts';
import type { WriteContext } from '../records/context.ts';
import { checkUpdate } from '../records/update.ts';

export interface OwnResult {
  state: 'succeeded' | 'failed';
  message: string | null;
  taskId: string | null;
}

/** "Edit record" and "Create task", which HubSpot itself offers; a customer's own rules hold for them too. */
export function runOwnAction(
  step: SetPropertyStep | CreateTaskStep,
  record: StoredRecord,
  context: WriteContext,
): OwnResult {
  try {
    const taskId = step.kind === 'create_task' ? createTask(step, record, context) : null;
    if (step.kind === 'set_property') {
      const wanted = { [step.property]: step.value };
      applyProperties(context, record, checkUpdate(context, record, wanted, new Set()).properties);
    }
    return { state: 'succeeded', message: null, taskId };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { state: 'failed', message: error.message, taskId: null };
  }
}

function createTask(
  { subject, priority, dueInDays }: CreateTaskStep,
  record: StoredRecord,
  context: WriteContext,
): string {
  const owner = record.properties['hubspot_owner_id'];
  return createByPerson(context, 'tasks', {
    properties: {
      hs_task_subject: subject,
      hs_timestamp: addDays(context.now, dueInDays).toISOString(),
      hs_task_status: 'NOT_STARTED',
      hs_task_priority: priority,
      hs_task_type: 'TODO',
      ...(owner === undefined ? {} : { hubspot_owner_id: owner }),
    },
    associations: [{ type: record.type, id: record.id }],
  });
}
