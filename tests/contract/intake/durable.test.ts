import { systemClock } from '../../../server/clock.ts';
import { bodyHash, createJournal, journal, journalId } from '../../../server/intake/journal.ts';
import { completed, openDoor, post, signed } from '../../support/intakeDoor.ts';
import { TEST_ENGINE, testStore, type TestStore } from '../../support/store.ts';

describe(`webhook door on a real journal, ${TEST_ENGINE}`, () => {
  let test: TestStore;
  let door: Awaited<ReturnType<typeof openDoor>>;
  beforeAll(async () => {
    test = await testStore([journal]);
    door = await openDoor(createJournal({ store: test.store, clock: systemClock }));
  });
  afterAll(async () => {
    await door.close();
    await test.close();
  });
  beforeEach(() => test.store.collection(journal).deleteMany({}));
  const rows = () => test.store.collection(journal).find({}).toArray();
  const duplicates = (answers: { body: unknown }[]) =>
    answers.filter(({ body }) => (body as { duplicate: boolean }).duplicate).length;

  it('50 equal posts at once make exactly one row and 49 duplicates', async () => {
    const body = JSON.stringify(completed());
    const headers = signed(body, { id: 'msg_equal' });
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(door.url, headers, body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(202));
    expect(duplicates(answers)).toBe(49);
    expect(await rows()).toHaveLength(1);
    expect(door.projected).toHaveLength(1);
  });

  it('250 posts of 125 webhooks at once make 125 rows, each announced as new once', async () => {
    const posts = Array.from({ length: 250 }, (_, index) => {
      const body = JSON.stringify(completed({ id: `ses_${index % 125}` }));
      return post(door.url, signed(body, { id: `msg_${index % 125}` }), body);
    });
    const answers = await Promise.all(posts);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(duplicates(answers)).toBe(125);
    expect(await rows()).toHaveLength(125);
  });

  it('the row is there before the answer, under the hash of the webhook id', async () => {
    const body = JSON.stringify(completed());
    await post(door.url, signed(body, { id: 'msg_row' }), body);
    expect(await rows()).toEqual([
      {
        _id: journalId('msg_row'),
        orgId: 'org_1',
        type: 'session.completed',
        event: {
          type: 'session.completed',
          data: { session: { ...completed().data.session, kind: 'other', channel: 'meeting' } },
        },
        bodyHash: bodyHash(Buffer.from(body)),
        sentAt: new Date('2026-11-24T10:31:00Z'),
        receivedAt: expect.any(Date) as Date,
        projectedAt: null,
      },
    ]);
  });

  it('503, and nothing accepted, once the database is gone', async () => {
    const gone = await testStore([journal]);
    const other = await openDoor(createJournal({ store: gone.store, clock: systemClock }));
    await gone.store.close();
    const body = JSON.stringify(completed());
    expect(await post(other.url, signed(body), body)).toMatchObject({
      status: 503,
      headers: { 'retry-after': '10' },
    });
    await other.close();
    await gone.engine.stop();
  });
});
