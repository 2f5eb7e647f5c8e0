import {
  countedConversations,
  createCountedConversations,
} from '../../../server/usage/countedConversations.ts';
import { testStore, type TestStore } from '../../support/store.ts';

let db: TestStore;
beforeAll(async () => {
  db = await testStore([countedConversations]);
});
afterAll(() => db.close());

const open = () => createCountedConversations(db);
const NOVEMBER = { month: '2026-11', limit: 10 };
const keys = (orgId: string, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `${orgId}:ses_${from + index}`);
const total = (orgId: string, month = '2026-11') =>
  db.store.collection(countedConversations).countDocuments({ orgId, month });

describe('conversations that count', () => {
  it('never go over the limit, whoever counts at the same moment, and fill it exactly', async () => {
    const workers = Array.from({ length: 6 }, (_, worker) =>
      open().count('org_1', keys('org_1', worker * 5, 5), NOVEMBER),
    );
    const within = (await Promise.all(workers)).flatMap((counted) => [...counted]);
    expect(new Set(within).size).toBe(10);
    expect(await total('org_1')).toBe(10);
  });

  it('count once, however often and in whatever month they come again', async () => {
    const [one] = keys('org_2', 1, 1);
    for (const period of [NOVEMBER, NOVEMBER, { ...NOVEMBER, month: '2026-12' }])
      expect(await open().count('org_2', [one ?? ''], period)).toEqual(new Set([one]));
    expect([await total('org_2'), await total('org_2', '2026-12')]).toEqual([1, 0]);
  });

  it('are admitted in the order given', async () => {
    const asked = keys('org_3', 0, 12);
    expect(await open().count('org_3', asked, NOVEMBER)).toEqual(new Set(asked.slice(0, 10)));
  });

  it('leave their place to the next when they are given back', async () => {
    await open().count('org_4', keys('org_4', 0, 10), NOVEMBER);
    await open().giveBack(keys('org_4', 3, 2));
    expect(await open().free('org_4', NOVEMBER)).toBe(2);
    const late = keys('org_4', 20, 3);
    expect(await open().count('org_4', late, NOVEMBER)).toEqual(new Set(late.slice(0, 2)));
    expect(await total('org_4')).toBe(10);
  });

  it('have no limit on a plan without one, and keep what they counted when the plan shrinks', async () => {
    await open().count('org_5', keys('org_5', 0, 25), { ...NOVEMBER, limit: null });
    expect(await total('org_5')).toBe(25);
    expect(await open().free('org_5', NOVEMBER)).toBe(0);
    expect((await open().count('org_5', keys('org_5', 30, 1), NOVEMBER)).size).toBe(0);
    expect((await open().count('org_5', keys('org_5', 0, 25), NOVEMBER)).size).toBe(25);
  });

  it('take the next places without a look, and look when somebody else was there', async () => {
    const [here, there] = [open(), open()];
    expect((await here.count('org_8', keys('org_8', 0, 2), NOVEMBER)).size).toBe(2);
    expect((await there.count('org_8', keys('org_8', 2, 3), NOVEMBER)).size).toBe(3);
    const both = keys('org_8', 1, 1).concat(keys('org_8', 5, 2));
    expect(await here.count('org_8', both, NOVEMBER)).toEqual(new Set(both));
    expect(await here.count('org_8', keys('org_8', 7, 4), NOVEMBER)).toEqual(new Set(keys('org_8', 7, 3)));
    const rows = await db.store.collection(countedConversations).find({ orgId: 'org_8' }).toArray();
    expect(rows.map(({ place }) => place).sort((left, right) => left - right)).toEqual(
      Array.from({ length: 10 }, (_, index) => index + 1),
    );
  });

  it('cost one write when this process counted before', async () => {
    const documents = db.store.collection(countedConversations);
    const reads = jest.fn();
    const watched = new Proxy(documents, {
      get: (target, name) => {
        if (name === 'find') reads();
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const { count } = createCountedConversations({
      store: { ...db.store, collection: () => watched as never },
    });
    await count('org_9', keys('org_9', 0, 1), NOVEMBER);
    reads.mockClear();
    expect((await count('org_9', keys('org_9', 1, 3), NOVEMBER)).size).toBe(3);
    expect(reads).not.toHaveBeenCalled();
  });

  it('begin anew every month and are kept apart by organisation', async () => {
    await open().count('org_6', keys('org_6', 0, 10), NOVEMBER);
    const december = { month: '2026-12', limit: 10 };
    expect((await open().count('org_6', keys('org_6', 10, 10), december)).size).toBe(10);
    expect((await open().count('org_7', keys('org_7', 0, 1), NOVEMBER)).size).toBe(1);
  });
});
