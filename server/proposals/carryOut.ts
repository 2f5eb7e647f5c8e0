import type { BatchWriter } from '../hubspot/batchWrite.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { CallContext, CrmRecord, Objects, ObjectType } from '../hubspot/objects.ts';
import { canonical } from '../mapping/canonical.ts';
import type { Claimed } from './claims.ts';
import { PLURAL } from './view.ts';

/** What liveprompt last wrote into a property, for the sync to know its own hand by. */
export interface ValueMarks {
  /** Noted before HubSpot is called: a crash in between must not make our value look like a person's. */
  intend(portalId: string, values: readonly MarkedValue[]): Promise<void>;
  settle(portalId: string, values: readonly MarkedValue[]): Promise<void>;
  /** HubSpot refused: nothing of it is there. */
  abandon(portalId: string, values: readonly MarkedValue[]): Promise<void>;
}

export interface MarkedValue {
  record: { type: ObjectType; id: string };
  property: string;
  /** In one spelling, as `canonical` gives it. */
  value: string;
  before: string;
  by: { sessionId: string; at: Date };
}

/** - `done`: HubSpot shows the value. - `changed`: another value stands there. - `gone`: the record does not exist. */
export type Effect =
  | { kind: 'done' }
  | { kind: 'changed'; shown: string }
  | { kind: 'gone' }
  | { kind: 'refused'; error: HubSpotError };

export interface ValueChange {
  claimed: Claimed;
  /** What has to stand in HubSpot now, else nothing is written. */
  expected: string;
  value: string;
  /** Whether the new value is liveprompt's: one that is put back is not. */
  ours: boolean;
}

/**
 * Compares with what HubSpot shows at this moment and writes only where that is what the person decided
 * on; one read and one write per object type, however many changes. Never throws a `HubSpotError`.
 */
export function createCarryOut(deps: { objects: Objects; write: BatchWriter; marks: ValueMarks }) {
  return async (context: CallContext, changes: readonly ValueChange[]): Promise<Map<string, Effect>> => {
    const effects = new Map<string, Effect>();
    for (const round of rounds(changes)) {
      const types = [...new Set(round.map(({ claimed }) => claimed.objectType))];
      await Promise.all(
        types.map((type) =>
          carryOut(
            context,
            round.filter(({ claimed }) => claimed.objectType === type),
            effects,
          ),
        ),
      );
    }
    return effects;
  };

  async function carryOut(
    context: CallContext,
    changes: readonly ValueChange[],
    effects: Map<string, Effect>,
  ): Promise<void> {
    const [first] = changes;
    if (!first) return;
    const type = PLURAL[first.claimed.objectType];
    const put = ({ claimed }: ValueChange, effect: Effect) => effects.set(claimed._id, effect);
    try {
      const records = await deps.objects.read(
        context,
        type,
        changes.map(({ claimed }) => claimed.objectId),
        [...new Set(changes.map(({ claimed }) => claimed.property))],
      );
      const due = changes.filter((change) => {
        const effect = compare(
          change,
          records.find(({ id }) => id === change.claimed.objectId),
        );
        if (effect) put(change, effect);
        return !effect;
      });
      if (due.length === 0) return;

      const marked = due.filter(({ ours }) => ours).map(toMark);
      await deps.marks.intend(context.portalId, marked);
      const outcomes = await deps.write(
        context,
        'objects.update',
        type,
        due.map(({ claimed: { _id, objectId, property, alongside }, value }) => ({
          key: _id,
          id: objectId,
          properties: { ...alongside, [property]: value },
        })),
      );
      const written: ValueChange[] = [];
      const refused: ValueChange[] = [];
      for (const change of due) {
        const outcome = outcomes.get(change.claimed._id);
        if (outcome?.ok) written.push(change);
        else if (outcome && outcome.error.effect !== 'unknown') refused.push(change);
        if (outcome) put(change, outcome.ok ? { kind: 'done' } : failure(outcome.error));
      }
      await deps.marks.settle(context.portalId, written.filter(({ ours }) => ours).map(toMark));
      await deps.marks.abandon(context.portalId, refused.filter(({ ours }) => ours).map(toMark));
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      for (const change of changes) put(change, { kind: 'refused', error });
    }
  }
}

export type CarryOut = ReturnType<typeof createCarryOut>;

/** Two inputs for one record in one batch are refused (hubspot-api.md §2.3): each record once a round. */
function rounds(changes: readonly ValueChange[]): ValueChange[][] {
  const list: ValueChange[][] = [];
  for (const change of changes) {
    const { objectType, objectId } = change.claimed;
    const free = list.find((round) =>
      round.every(({ claimed }) => claimed.objectType !== objectType || claimed.objectId !== objectId),
    );
    if (free) free.push(change);
    else list.push([change]);
  }
  return list;
}

/** Why nothing is to be written, or undefined when it is. */
function compare(
  { claimed, expected, value }: ValueChange,
  record: CrmRecord | undefined,
): Effect | undefined {
  if (!record || record.archived) return { kind: 'gone' };
  const spelt = (text: string | null | undefined) => canonical(text, claimed.valueType);
  const shown = spelt(record.properties[claimed.property]);
  // An earlier try whose answer was lost did it, or a person did: either way it is as decided.
  if (shown === spelt(value)) return { kind: 'done' };
  return shown === spelt(expected) ? undefined : { kind: 'changed', shown };
}

function failure(error: HubSpotError): Effect {
  return error.httpStatus === 404 ? { kind: 'gone' } : { kind: 'refused', error };
}

function toMark({ claimed, expected, value }: ValueChange): MarkedValue {
  const { objectType, objectId, property, valueType, sessionId, conversationAt } = claimed;
  return {
    record: { type: PLURAL[objectType], id: objectId },
    property,
    value: canonical(value, valueType),
    before: canonical(expected, valueType),
    by: { sessionId, at: conversationAt },
  };
}
