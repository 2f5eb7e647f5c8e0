import { noCrash } from '../../../server/crashpoints.ts';
import { createActivityIntents } from '../../../server/sync/activityIntents.ts';
import type { Create, Update } from '../../../server/sync/activityWork.ts';
import type { Turn, Work } from '../../../server/sync/turn.types.ts';

const SESSIONS = 40;

/** A turn with so many conversations, each of which makes a note and changes a task. */
function turnOf() {
  const ids = Array.from({ length: SESSIONS }, (_, index) => `ses_${index}`);
  const object = { key: 'action:1', type: 'tasks', id: '7', state: 'live', written: {}, links: [] };
  const work = new Map(
    ids.map((id) => [id, { row: { _id: `org_1:${id}` }, objects: [object] } as unknown as Work]),
  );
  const of = (sessionId: string) => ({ sessionId, what: 'it', rule: 'always', links: [], resolved: [] });
  const creates = ids.map((id) => ({
    ...of(id),
    action: 'create',
    key: 'note',
    type: 'notes',
    properties: { hs_note_body: `<p>${id}</p>` },
  }));
  const updates = ids.map((id) => ({
    ...of(id),
    action: 'update',
    id: '7',
    key: 'action:1',
    type: 'tasks',
    properties: { hs_task_subject: id },
  }));
  return {
    turn: { work, lease: {} } as unknown as Turn,
    creates: creates as unknown as Create[],
    updates: updates as unknown as Update[],
  };
}

describe('intents of a large flush', () => {
  it('are made piece by piece, and recorded at once before anything is sent', async () => {
    let now = 0;
    let others = 0;
    const record = jest.fn<Promise<void>, [unknown, { _id: string; change: { objects: object[] } }[]]>(() =>
      Promise.resolve(),
    );
    const intents = createActivityIntents({
      ledger: { record: record as never },
      // Every look at the clock takes three milliseconds.
      clock: { now: () => new Date(0), monotonicMs: () => (now += 3) },
      crash: noCrash,
    });
    const { turn, creates, updates } = turnOf();
    const somebodyElse = () => {
      others += 1;
      if (record.mock.calls.length === 0) setImmediate(somebodyElse);
    };
    setImmediate(somebodyElse);
    await intents.record(turn, creates, updates);
    expect(others).toBeGreaterThan(SESSIONS / 2);
    expect(record).toHaveBeenCalledTimes(1);
    const [, changes = []] = record.mock.calls[0] ?? [];
    expect(changes).toHaveLength(SESSIONS);
    expect(changes[0]?.change.objects).toMatchObject([
      { key: 'note', state: 'sending', id: null },
      { key: 'action:1', sending: { written: { hs_task_subject: expect.any(String) } } },
    ]);
  });
});
