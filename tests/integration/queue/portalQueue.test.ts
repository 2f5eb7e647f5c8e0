import { NEVER } from '../../../server/queue/lease.ts';
import { createPortalQueue, LEASE_MS, portals, type Claim } from '../../../server/queue/portalQueue.ts';
import { steppedClock } from '../../support/steppedClock.ts';
import { TEST_ENGINE, testStore, type TestStore } from '../../support/store.ts';

describe(`queue of portals, ${TEST_ENGINE}`, () => {
  let test: TestStore;
  beforeAll(async () => {
    test = await testStore([portals]);
  });
  afterAll(() => test.close());
  beforeEach(() => test.store.collection(portals).deleteMany({}));

  const setUp = () => {
    const clock = steppedClock();
    return { clock, queue: createPortalQueue({ store: test.store, clock }), now: clock.now() };
  };
  const must = (claim: Claim | undefined): Claim => {
    if (!claim) throw new Error('nothing to claim');
    return claim;
  };
  const row = (id = '101') => test.store.collection(portals).findOne({ _id: id });

  it('20 workers want one due portal: one gets it', async () => {
    const { queue, now } = setUp();
    await queue.wake('101', now);
    const claims = await Promise.all(Array.from({ length: 20 }, (_, index) => queue.claim(`w${index}`)));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('20 workers and 30 portals: every portal is claimed once', async () => {
    const { queue, now } = setUp();
    await Promise.all(Array.from({ length: 30 }, (_, index) => queue.wake(String(index), now)));
    const claimed: string[] = [];
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        for (let claim = await queue.claim(`w${index}`); claim; claim = await queue.claim(`w${index}`))
          claimed.push(claim.portalId);
      }),
    );
    expect(claimed.sort()).toEqual(Array.from({ length: 30 }, (_, index) => String(index)).sort());
  });

  it('a portal that is due later is not claimed, and is at its time', async () => {
    const { queue, now, clock } = setUp();
    await queue.wake('101', new Date(now.getTime() + 1_000));
    expect(await queue.claim('w')).toBeUndefined();
    clock.advance(1_000);
    expect(await queue.claim('w')).toMatchObject({ portalId: '101' });
  });

  it('waking makes a portal due earlier, never later', async () => {
    const { queue, now } = setUp();
    await queue.wake('101', now);
    await queue.wake('101', NEVER);
    expect(await queue.claim('w')).toBeDefined();
  });

  it('the fence grows with every claim, also after a death', async () => {
    const { queue, now, clock } = setUp();
    await queue.wake('101', now);
    const fences: number[] = [];
    for (let death = 0; death < 4; death += 1) {
      fences.push(must(await queue.claim('w')).fence);
      expect(await queue.claim('other')).toBeUndefined();
      clock.advance(LEASE_MS + 1);
    }
    expect(fences).toEqual([1, 2, 3, 4]);
  });

  it('a heartbeat keeps the lease; after a loss it says so and changes nothing', async () => {
    const { queue, now, clock } = setUp();
    await queue.wake('101', now);
    const first = must(await queue.claim('w1'));
    clock.advance(LEASE_MS - 1);
    expect(await queue.heartbeat(first)).toBe(true);
    clock.advance(LEASE_MS - 1);
    expect(await queue.claim('w2')).toBeUndefined();
    clock.advance(2);
    must(await queue.claim('w2'));
    const before = await row();
    expect(await queue.heartbeat(first)).toBe(false);
    expect(await row()).toEqual(before);
  });

  it('the same worker under an older fence is another worker', async () => {
    const { queue, now, clock } = setUp();
    await queue.wake('101', now);
    const zombie = must(await queue.claim('w1'));
    clock.advance(LEASE_MS + 1);
    must(await queue.claim('w1'));
    const before = await row();
    expect(await queue.heartbeat(zombie)).toBe(false);
    await queue.release(zombie, NEVER);
    expect(await row()).toEqual(before);
  });

  it('a release by someone else changes nothing', async () => {
    const { queue, now } = setUp();
    await queue.wake('101', now);
    const claim = must(await queue.claim('w1'));
    const before = await row();
    await queue.release({ ...claim, owner: 'w2' }, NEVER);
    await queue.release({ ...claim, fence: claim.fence + 1 }, NEVER);
    expect(await row()).toEqual(before);
  });

  it('the portal that waited longest is served first', async () => {
    const { queue, now, clock } = setUp();
    for (const id of ['a', 'b', 'c']) await queue.wake(id, now);
    const order: string[] = [];
    for (let turn = 0; turn < 9; turn += 1) {
      const claim = must(await queue.claim('w'));
      order.push(claim.portalId);
      clock.advance(1);
      await queue.release(claim, clock.now());
    }
    expect([order.slice(0, 3).sort(), order.slice(3, 6), order.slice(6)]).toEqual([
      ['a', 'b', 'c'],
      order.slice(0, 3),
      order.slice(0, 3),
    ]);
  });

  it('says which portals sleep beyond a time', async () => {
    const { queue, now } = setUp();
    await queue.wake('awake', now);
    await queue.wake('asleep', NEVER);
    expect(await queue.asleep(['awake', 'asleep', 'unknown'], now)).toEqual(['asleep', 'unknown']);
  });

  it('tells the worker of this process that there is work', async () => {
    const { queue, now } = setUp();
    const listener = jest.fn();
    queue.onWake(listener);
    await queue.wake('101', now);
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

/** A worker's turn and the arrival of one conversation, step by step (reliability.md §0.2). */
type Step = 'claim' | 'look' | 'release' | 'store' | 'wake';
function interleavings(left: readonly Step[], right: readonly Step[]): Step[][] {
  const [first, ...rest] = left;
  const [other, ...others] = right;
  if (first === undefined) return [[...right]];
  if (other === undefined) return [[...left]];
  return [
    ...interleavings(rest, right).map((tail) => [first, ...tail]),
    ...interleavings(left, others).map((tail) => [other, ...tail]),
  ];
}

describe(`no order of events loses a wake-up, ${TEST_ENGINE}`, () => {
  let test: TestStore;
  beforeAll(async () => {
    test = await testStore([portals]);
  });
  afterAll(() => test.close());

  const orders = interleavings(['claim', 'look', 'release'], ['store', 'wake']);
  it('all ten orders are tried', () => expect(orders).toHaveLength(10));

  it.each(orders.map((order) => [order.join(' → '), order] as const))('%s', async (name, order) => {
    const clock = steppedClock();
    const queue = createPortalQueue({ store: test.store, clock });
    await queue.wake(name, clock.now());
    let waiting = 0;
    let served = 0;
    let claim: Claim | undefined;
    const steps: Record<Step, () => unknown> = {
      claim: async () => (claim = await queue.claim('w')),
      look: () => {
        served += waiting;
        waiting = 0;
      },
      release: () => claim && queue.release(claim, NEVER),
      store: () => (waiting += 1),
      wake: () => queue.wake(name, clock.now()),
    };
    for (const step of order) await steps[step]();
    // Whatever the first turn missed, a second one is offered and finds.
    clock.advance(1);
    if (waiting > 0) {
      expect(await queue.claim('w2')).toMatchObject({ portalId: name });
      await steps.look();
    }
    expect(served).toBe(1);
    await test.store.collection(portals).deleteMany({});
  });
});
