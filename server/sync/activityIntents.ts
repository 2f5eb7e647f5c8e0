import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import { keyOf, put, workOf, type Create, type Update } from './activityWork.ts';
import { fingerprints, wordPrints } from './fingerprint.ts';
import type { Ledger } from './ledger.ts';
import { inPieces } from './inPieces.ts';
import { withoutNames } from './leftOut.ts';
import { NEXT_MEETING } from './nextMeetingTimes.ts';
import type { Turn, Work } from './turn.types.ts';

/**
 * What is about to be sent stands in the ledger before it is (reliability.md §3, rule B): what a worker created and
 * did not live to note is looked for, and what it changed is not taken for the doing of a person.
 */
export function createActivityIntents(deps: {
  ledger: Pick<Ledger, 'record'>;
  clock: Clock;
  crash: Crashpoint;
}) {
  return {
    async record(turn: Turn, creates: readonly Create[], updates: readonly Update[]): Promise<void> {
      const changes = updates.filter(isEditedByPeople);
      if (creates.length + changes.length === 0) return;
      const touched = await inPieces(intend(turn, creates, changes), deps.clock);
      await deps.crash('activities.intent');
      await save(turn, touched);
    },

    /**
     * Nothing is sent that the ledger does not say: without the key a lost answer is settled in another way
     * (`settle.ts`), so the row has to know before that the key is not in it.
     */
    async recordWithout(
      turn: Turn,
      writes: readonly Create[],
      dropped: ReadonlyMap<string, readonly string[]>,
    ): Promise<void> {
      const touched = new Set<Work>();
      for (const write of writes) {
        const names = dropped.get(keyOf(write)) ?? [];
        const work = workOf(turn, write);
        const object = work.objects.find(({ key, type }) => key === write.key && type === write.type);
        if (names.length === 0 || !object) continue;
        const { written, words = {} } = object;
        put(work, { ...object, written: withoutNames(written, names), words: withoutNames(words, names) });
        touched.add(work);
      }
      await deps.crash('activities.intendWithout');
      await save(turn, touched);
    },
  };

  /** Step by step: the hashes of a hundred conversations at once would hold up everybody else. */
  function* intend(
    turn: Turn,
    creates: readonly Create[],
    changes: readonly Update[],
  ): Generator<undefined, Set<Work>, undefined> {
    const touched = new Set<Work>();
    for (const write of creates) {
      touched.add(intendCreate(turn, write));
      yield;
    }
    for (const write of changes) {
      touched.add(intendUpdate(turn, write));
      yield;
    }
    return touched;
  }

  function intendCreate(turn: Turn, write: Create): Work {
    const work = workOf(turn, write);
    const earlier = work.objects.find(({ key, type }) => key === write.key && type === write.type);
    put(work, {
      // An upsert that comes late makes no twin, it brings an older version back: the sweep knows it by this.
      ...(earlier && write.type === 'coaching_sessions' ? { before: earlier.written } : {}),
      key: write.key,
      type: write.type,
      id: null,
      state: 'sending',
      written: fingerprints(write.properties),
      words: wordPrints(write.properties),
      links: write.resolved,
      rule: write.rule,
      at: deps.clock.now(),
    });
    return work;
  }

  function intendUpdate(turn: Turn, write: Update): Work {
    const work = workOf(turn, write);
    const object = work.objects.find(({ id, type }) => id === write.id && type === write.type);
    const sending = { written: fingerprints(write.properties), words: wordPrints(write.properties) };
    if (object) put(work, { ...object, sending });
    return work;
  }

  async function save(turn: Turn, touched: ReadonlySet<Work>): Promise<void> {
    await deps.ledger.record(
      turn.lease,
      [...touched].map((work) => ({ _id: work.row._id, change: { objects: work.objects } })),
    );
  }
}

/** Only there a value that differs from our last one says that somebody was at it (`peoplesEdits.ts`). */
function isEditedByPeople({ key, type, properties }: Update): boolean {
  return (type === 'tasks' || key === NEXT_MEETING) && Object.keys(properties).length > 0;
}
