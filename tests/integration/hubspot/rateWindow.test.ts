import { createRateWindow } from '../../../server/hubspot/rateWindow.ts';
import { rateWindows } from '../../../server/hubspot/sharedWindow.ts';
import type { Store } from '../../../server/store/store.ts';
import { steppedClock } from '../../support/steppedClock.ts';
import { TEST_ENGINE, testStore, type TestStore } from '../../support/store.ts';
import { most, windowProcesses } from '../../support/windowProcesses.ts';

jest.setTimeout(30_000);

const LIMIT = { requests: 20, windowMs: 10_000 };

describe(`rate window shared by processes, ${TEST_ENGINE}`, () => {
  let test: TestStore;
  beforeAll(async () => {
    test = await testStore([rateWindows]);
  });
  afterAll(() => test.close());
  beforeEach(() => test.store.collection(rateWindows).deleteMany({}));

  const processes = (count: number) => windowProcesses(test.store, count, LIMIT);

  it('two processes together never pass the limit in any rolling window, and lose no caller', async () => {
    const { windows, take, grants, open, runUntil } = processes(2);
    const calls = Array.from({ length: 90 }, (_, index) =>
      take(windows[index % 2], index % 9 ? 'sync' : 'people'),
    );
    await runUntil(100_000);
    expect(open.size).toBe(0);
    await Promise.all(calls);
    expect(grants).toHaveLength(90);
    expect(most(grants, LIMIT.windowMs)).toBeLessThanOrEqual(LIMIT.requests);
    // 18 of 20 for the sync: 80 calls need five windows, not nine.
    expect(Math.max(...grants.map(({ at }) => at))).toBeLessThan(52_000);
  });

  it('search has three a second of its own', async () => {
    const { windows, take, grants, runUntil } = processes(2);
    const calls = Array.from({ length: 10 }, (_, index) =>
      take(windows[index % 2], 'sync', undefined, 'search'),
    );
    await runUntil(20_000);
    await Promise.all(calls);
    expect(most(grants, 1_000)).toBeLessThanOrEqual(3);
  });

  it('a person is served at once from the reserve, beside a queue that has used all the rest', async () => {
    const { windows, take, grants, settle, runUntil, clock } = processes(1);
    for (let index = 0; index < 40; index += 1) void take(windows[0]);
    await runUntil(5_000);
    expect(grants).toHaveLength(18);
    const person = take(windows[0], 'people');
    await settle();
    expect(grants.at(-1)).toEqual({ at: clock.monotonicMs(), lane: 'people' });
    await person;
    expect(clock.monotonicMs()).toBe(5_000);
  });

  it('a pause stops every process for as long as it says, and no longer', async () => {
    const { windows, take, grants, runUntil } = processes(2);
    await take(windows[0]);
    await windows[0]?.pause('101', 'general', 3_000);
    const late = [take(windows[0]), take(windows[1], 'people')];
    await runUntil(2_999);
    expect(grants).toHaveLength(1);
    await runUntil(3_100);
    expect(grants).toHaveLength(3);
    await Promise.all(late);
  });

  it('a shorter pause does not end a longer one', async () => {
    const { windows, take, grants, runUntil } = processes(1);
    await take(windows[0]);
    await windows[0]?.pause('101', 'general', 5_000);
    await windows[0]?.pause('101', 'general', 1_000);
    const late = take(windows[0]);
    await runUntil(4_999);
    expect(grants).toHaveLength(1);
    await runUntil(5_100);
    await late;
  });

  it('another portal and the search bucket are not touched by a pause', async () => {
    const { windows, take } = processes(1);
    await take(windows[0]);
    await windows[0]?.pause('101', 'general', 60_000);
    await take(windows[0], 'sync', undefined, 'search');
    await windows[0]?.take('102', 'general', 'sync');
    const rows = await test.store.collection(rateWindows).find({}).sort({ _id: 1 }).toArray();
    expect(rows.map(({ _id }) => _id)).toEqual(['101:general', '101:search', '102:general']);
  });

  it('who gives up leaves the line with the reason and takes no place', async () => {
    const { windows, take, grants, runUntil } = processes(1);
    for (let index = 0; index < 18; index += 1) void take(windows[0]);
    await runUntil(5_000);
    const leaving = new AbortController();
    const gone = take(windows[0], 'sync', leaving.signal);
    const refused = expect(gone).rejects.toThrow('lease lost');
    leaving.abort(new Error('lease lost'));
    await refused;
    await expect(take(windows[0], 'sync', leaving.signal)).rejects.toThrow('lease lost');
    await runUntil(20_000);
    expect(grants).toHaveLength(18);
  });

  it('who comes while slots are being booked takes from what was booked, and waits for nothing', async () => {
    let second: Promise<void> | undefined;
    const { windows, take, grants, settle } = windowProcesses(
      whileInserting(test.store, () => {
        second ??= take(windows[0]);
      }),
      1,
      { requests: 100, windowMs: 10_000 },
    );
    await take(windows[0]);
    await settle();
    await second;
    expect(grants.map(({ at }) => at)).toEqual([0, 0]);
  });

  it('without the store nobody calls', async () => {
    const other = await testStore([rateWindows]);
    const clock = steppedClock();
    const window = createRateWindow({ store: other.store, limit: LIMIT, clock, sleep: clock.sleep });
    await other.store.close();
    await expect(window.take('101', 'general', 'sync')).rejects.toThrow();
    await other.engine.stop();
  });
});

/** A store in which something happens between the decision to insert a row and the row. */
function whileInserting(store: Store, happens: () => void): Store {
  return {
    ...store,
    collection: (spec) =>
      new Proxy(store.collection(spec), {
        get(target, name) {
          if (name === 'insertOne') happens();
          const value: unknown = Reflect.get(target, name);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      }),
  };
}
