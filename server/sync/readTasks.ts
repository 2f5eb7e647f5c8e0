import type { CallContext, CrmRecord, Objects } from '../hubspot/objects.ts';
import { live } from './liveRecords.ts';
import type { PlannedSession } from './plan.types.ts';

const PROPERTIES = [
  'hs_timestamp',
  'hs_task_subject',
  'hs_task_body',
  'hs_task_status',
  'hs_task_priority',
  'hs_lastmodifieddate',
  'hubspot_owner_id',
];

/** Tasks made earlier, to see what people changed on them. */
export function createTaskReader({ objects }: { objects: Objects }) {
  return async (
    context: CallContext,
    sessions: readonly PlannedSession[],
  ): Promise<ReadonlyMap<string, CrmRecord>> => {
    const ids = sessions.flatMap((one) =>
      one.objects.flatMap(({ type, id, state }) => (type === 'tasks' && id && state === 'live' ? [id] : [])),
    );
    return live(await objects.read(context, 'tasks', ids, PROPERTIES));
  };
}
