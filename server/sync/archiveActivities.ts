import type { Crashpoint } from '../crashpoints.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { Objects, OwnedType } from '../hubspot/objects.ts';
import { put, workOf } from './activityWork.ts';
import type { ActivityWrite } from './plan.types.ts';
import type { Turn } from './turn.types.ts';

type Archive = Extract<ActivityWrite, { action: 'archive' }>;

/** Removes activities that a conversation no longer wants; whoever deleted one before was faster. */
export function createArchive(deps: { objects: Pick<Objects, 'archive'>; crash: Crashpoint }) {
  return async (turn: Turn, type: OwnedType, writes: readonly Archive[]): Promise<void> => {
    if (writes.length === 0) return;
    try {
      await deps.crash('activities.archive');
      await deps.objects.archive(
        turn.context,
        type,
        writes.map(({ id }) => id),
      );
      await deps.crash('activities.archived');
      for (const write of writes) {
        const work = workOf(turn, write);
        const object = work.objects.find(({ id, type: other }) => id === write.id && other === type);
        if (object) put(work, { ...object, state: 'archived' });
      }
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      for (const write of writes) workOf(turn, write).problems.push({ what: write.what, error });
    }
  };
}
