import { noCrash } from '../../../server/crashpoints.ts';
import type { Lease } from '../../../server/queue/lease.ts';
import type { SessionDocument } from '../../../server/sessions/sessionStore.ts';
import type { SyncDocument } from '../../../server/sync/ledger.types.ts';
import { createTakeDue, type TakeDueDeps } from '../../../server/sync/takeDue.ts';

const LEASE: Lease = {
  portalId: '1',
  owner: 'worker',
  fence: 3,
  wakeSeq: 1,
  signal: new AbortController().signal,
  leftMs: () => 60_000,
};
const row = (_id: string, version = 1, removed = false) => ({ _id, version, removed }) as SyncDocument;
const document = (_id: string, version = 1, stage = 'finished') =>
  ({ _id, version, stage }) as SessionDocument;

/** A look at these rows; of each read the store answers what it has then. */
async function look(page: SyncDocument[], expected: string[], ...stored: SessionDocument[][]) {
  const asked: (readonly string[])[] = [];
  const deps = {
    ledger: { due: () => Promise.resolve(page) },
    sessions: {
      read: (keys: readonly string[]) => {
        const now = stored[Math.min(asked.length, stored.length - 1)] ?? [];
        asked.push(keys);
        return Promise.resolve(
          new Map(now.filter(({ _id }) => keys.includes(_id)).map((one) => [one._id, one])),
        );
      },
    },
    clock: { now: () => new Date(0), monotonicMs: () => 0 },
    crash: noCrash,
    flushSize: 10,
  } as unknown as TakeDueDeps;
  const front = await createTakeDue(deps).lookAhead({
    ...LEASE,
    expected: { orgId: 'org_1', keys: expected },
  });
  return { ...front, asked };
}

describe('the first look of a turn', () => {
  it('reads what was just carried into the store at once, and the others after it', async () => {
    const all = ['a', 'b', 'c'].map((key) => document(key));
    const { documents, asked } = await look([row('a'), row('b'), row('c')], ['b', 'x'], all);
    expect([...documents.keys()].sort()).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual([
      ['b', 'x'],
      ['a', 'c'],
    ]);
  });

  it.each([
    { what: 'a newer version', due: row('a', 2), then: document('a', 2) },
    { what: 'a deletion', due: row('a', 1, true), then: document('a', 1, 'deleted') },
    { what: 'its end', due: row('a'), then: document('a'), before: 'started' },
  ])('reads again where $what came in between', async ({ due, then, before }) => {
    const { documents } = await look([due], ['a'], [document('a', 1, before)], [then]);
    expect(documents.get('a')).toEqual(then);
  });

  it('takes a conversation that is newer than its row as it is', async () => {
    const { documents, asked } = await look([row('a')], ['a'], [document('a', 2)]);
    expect(documents.get('a')?.version).toBe(2);
    expect(asked).toHaveLength(1);
  });

  it('asks for no conversation where nothing is due and none is expected', async () => {
    const { asked } = await look([], [], []);
    expect(asked.flat()).toEqual([]);
  });
});
