import type { Crashpoint } from '../crashpoints.ts';
import type { BatchWriter } from '../hubspot/batchWrite.ts';
import type { HubSpotError } from '../hubspot/errors.ts';
import type { ObjectType } from '../hubspot/objects.ts';
import { fingerprints } from './fingerprint.ts';
import type { Marks } from './marks.ts';
import { idOf, typeOf, type RecordUpdate, type Ref } from './plan.types.ts';
import { resolve, type Turn } from './turn.types.ts';

/** Updates the properties of contacts and deals, one input per record: twins in one batch are refused. */
export function createRecordStep(deps: { write: BatchWriter; marks: Marks; crash: Crashpoint }) {
  return async (turn: Turn): Promise<void> => {
    const updates = turn.plan.records.flatMap((update) => {
      const target = resolve(turn, update.ref);
      return target ? [{ update, target }] : [];
    });
    await Promise.all(
      (['contacts', 'deals'] as const).map((type) =>
        writeType(
          turn,
          type,
          updates.filter(({ target }) => typeOf(target) === type),
        ),
      ),
    );
  };

  async function writeType(
    turn: Turn,
    type: ObjectType,
    updates: readonly { update: RecordUpdate; target: Ref }[],
  ) {
    if (updates.length > 0) await deps.crash('records.update');
    const outcomes = await deps.write(
      turn.context,
      'objects.update',
      type,
      updates.map(({ update, target }) => ({ key: target, id: idOf(target), properties: update.properties })),
    );
    if (updates.length > 0) await deps.crash('records.updated');
    const written: { ref: Ref; written: Record<string, string> }[] = [];
    for (const { update, target } of updates) {
      const outcome = outcomes.get(target);
      if (outcome?.ok) {
        written.push({ ref: target, written: fingerprints(update.properties) });
      } else if (outcome) {
        for (const sessionId of update.sessionIds) report(turn, sessionId, target, outcome.error);
      }
    }
    // Only deals hold a property that people write too; what is ours alone needs no mark.
    if (type === 'deals' && written.length > 0) {
      await deps.crash('records.mark');
      await deps.marks.write(turn.context.portalId, written);
      await deps.crash('records.marked');
    }
  }

  function report(turn: Turn, sessionId: string, target: Ref, error: HubSpotError) {
    const work = turn.work.get(sessionId);
    if (!work) return;
    const what = `${typeOf(target) === 'contacts' ? 'contact' : 'deal'} ${idOf(target)}`;
    if (error.httpStatus === 404) {
      work.skips.push({ what, reason: 'record_gone: it was merged or deleted in HubSpot meanwhile' });
    } else {
      work.problems.push({ what, error });
    }
  }
}
