import { pino } from 'pino';
import { noCrash } from '../../../server/crashpoints.ts';
import { LeaseLost, mayCall } from '../../../server/queue/lease.ts';
import { createWorker, type ServePortal } from '../../../server/queue/worker.ts';
import { queueOf, turns } from '../../support/workerQueue.ts';

const NEXT = new Date('2030-01-01T00:00:00Z');
/** Follows jest's timers. */
const CLOCK = { now: () => new Date(), monotonicMs: () => Date.now() };
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('worker', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }));
  afterEach(() => jest.useRealTimers());

  function start(due: string[], serve: ServePortal, slots = 2) {
    const { queue, released } = queueOf(due);
    const worker = createWorker({
      queue,
      serve,
      owner: 'w',
      slots,
      pollMs: 1_000,
      clock: CLOCK,
      log: pino({ level: 'silent' }),
      crash: noCrash,
    });
    worker.start();
    return { queue, released, worker };
  }

  it('serves as many portals side by side as it has slots, and the next when one is done', async () => {
    const { open, serve } = turns();
    const { released } = start(['a', 'b', 'c'], serve);
    await turn();
    expect([...open.keys()]).toEqual(['a', 'b']);
    open.get('a')?.end(NEXT);
    await turn();
    await turn();
    expect([...open.keys()]).toEqual(['a', 'b', 'c']);
    expect(released).toEqual([['a', NEXT]]);
  });

  it('takes up what this process adds at once, and what others add at the next poll', async () => {
    const { open, serve } = turns();
    const due: string[] = [];
    const { queue } = start(due, serve);
    await turn();
    await queue.wake('mine');
    await turn();
    expect([...open.keys()]).toEqual(['mine']);
    due.push('theirs');
    await turn();
    expect([...open.keys()]).toEqual(['mine']);
    jest.advanceTimersByTime(1_000);
    await turn();
    expect([...open.keys()]).toEqual(['mine', 'theirs']);
  });

  it('looks no further than what was woken, also when others were due before it', async () => {
    const { open, serve } = turns();
    const due: string[] = [];
    const { queue } = start(due, serve, 4);
    await turn();
    const looks = () => queue.claim.mock.calls.length;
    const before = looks();
    await queue.wake('a');
    await turn();
    expect(looks()).toBe(before + 1);
    due.push('theirs');
    await queue.wake('b');
    await turn();
    expect([...open.keys()]).toEqual(['a', 'theirs', 'b']);
    expect(looks()).toBe(before + 3);
  });

  it('misses nothing that is woken while it looks', async () => {
    const { open, serve } = turns();
    const { queue } = start([], serve, 4);
    await turn();
    let answer: (claim: undefined) => void = () => undefined;
    queue.claim.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    await queue.wake('held by another');
    await turn();
    await queue.wake('mine');
    answer(undefined);
    await turn();
    expect([...open.keys()]).toContain('mine');
  });

  it('tells a turn what was just carried into the store, and only the next one', async () => {
    const { open, serve } = turns();
    const { queue } = start([], serve);
    await turn();
    const expected = { orgId: 'org_1', keys: ['org_1:ses_1'] };
    await queue.wakeAll(new Map([['a', NEXT]]), new Map([['a', expected]]));
    await turn();
    expect(open.get('a')?.lease.expected).toEqual(expected);
    open.get('a')?.end(NEXT);
    await turn();
    await queue.wake('a');
    await turn();
    await turn();
    expect(open.get('a')?.lease.expected).toBeUndefined();
  });

  it('a turn that throws gives its portal back, to be tried soon', async () => {
    const { released } = start(['a'], () => Promise.reject(new Error('bug')));
    await turn();
    await turn();
    expect(released).toEqual([['a', new Date(Date.now() + 5_000)]]);
  });

  it('a claim that fails is tried again at the next poll', async () => {
    const { open, serve } = turns();
    const { queue } = queueOf(['a']);
    queue.claim.mockRejectedValueOnce(new Error('no primary'));
    createWorker({
      queue,
      serve,
      owner: 'w',
      slots: 1,
      pollMs: 1_000,
      clock: CLOCK,
      log: pino({ level: 'silent' }),
      crash: noCrash,
    }).start();
    await turn();
    expect(open.size).toBe(0);
    jest.advanceTimersByTime(1_000);
    await turn();
    expect(open.size).toBe(1);
  });

  it('a lease that is hardly left lets no call begin, and a kept one does', async () => {
    const { open, serve } = turns();
    const { queue } = start(['a'], serve);
    await turn();
    const lease = open.get('a')?.lease;
    if (!lease) throw new Error('no turn began');
    jest.advanceTimersByTime(15_000);
    await turn();
    expect(lease.leftMs()).toBe(60_000);
    queue.heartbeat.mockRejectedValue(new Error('no primary'));
    jest.advanceTimersByTime(30_000);
    expect(() => mayCall(lease)).not.toThrow();
    jest.advanceTimersByTime(1);
    expect(lease.signal.aborted).toBe(false);
    expect(() => mayCall(lease)).toThrow(LeaseLost);
  });

  it('a lost lease aborts the turn', async () => {
    const { open, serve } = turns();
    const { queue } = start(['a'], serve);
    await turn();
    queue.heartbeat.mockResolvedValueOnce(false);
    jest.advanceTimersByTime(15_000);
    await turn();
    expect(open.get('a')?.lease.signal.reason).toBeInstanceOf(LeaseLost);
  });

  it.each<[string, () => Promise<boolean>]>([
    ['refuses', () => Promise.reject(new Error('no primary'))],
    ['stays silent', () => new Promise(() => undefined)],
  ])(
    'a store that %s ends the turn before the lease does, not at the first hiccup',
    async (_how, heartbeat) => {
      const { open, serve } = turns();
      const { queue } = start(['a'], serve);
      await turn();
      queue.heartbeat.mockImplementation(heartbeat);
      const aborted = () => open.get('a')?.lease.signal.aborted;
      for (const expected of [false, false, true]) {
        jest.advanceTimersByTime(15_000);
        await turn();
        expect(aborted()).toBe(expected);
      }
    },
  );

  it('heartbeats that arrive keep a long turn alive', async () => {
    const { open, serve } = turns();
    start(['a'], serve);
    await turn();
    for (let minute = 0; minute < 20; minute += 1) {
      jest.advanceTimersByTime(15_000);
      await turn();
    }
    expect(open.get('a')?.lease.signal.aborted).toBe(false);
  });

  it('stopping takes nothing new and waits for what runs', async () => {
    const { open, serve } = turns();
    const { queue, released, worker } = start(['a'], serve, 1);
    await turn();
    const stopped = worker.stop(10_000);
    await queue.wake('b');
    open.get('a')?.end(NEXT);
    await stopped;
    expect([...open.keys()]).toEqual(['a']);
    expect(released).toEqual([['a', NEXT]]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('stopping aborts what does not end in time', async () => {
    const { open, serve } = turns();
    const { released, worker } = start(['a'], serve);
    await turn();
    const stopped = worker.stop(10_000);
    await turn();
    expect(open.get('a')?.lease.signal.aborted).toBe(false);
    jest.advanceTimersByTime(10_000);
    await stopped;
    expect(open.get('a')?.lease.signal.aborted).toBe(true);
    expect(released).toHaveLength(1);
  });
});
