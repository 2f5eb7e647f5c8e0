import { rateWindows } from '../../../server/hubspot/sharedWindow.ts';
import { createDirectEngine } from '../../chaos/world/directStore.ts';
import { steppedClock } from '../../support/steppedClock.ts';
import { most, windowProcesses } from '../../support/windowProcesses.ts';

jest.setTimeout(30_000);

/** On the engine without its socket: what two processes do in half a minute is thousands of commands. */
describe('slots of the rate window', () => {
  let store: ReturnType<ReturnType<typeof createDirectEngine>['connect']>;
  beforeEach(() => {
    store = createDirectEngine(steppedClock(), [rateWindows]).connect(async (_label, command) => {
      await Promise.resolve();
      return command();
    });
  });

  const processes = (count: number, limit = { requests: 20, windowMs: 10_000 }) =>
    windowProcesses(store, count, limit);

  it('a turn of calls one after the other is a few writes to the store, not one each', async () => {
    const { windows, take, clock, row } = processes(1, { requests: 100, windowMs: 10_000 });
    for (let call = 0; call < 30; call += 1) {
      await take(windows[0]);
      clock.advance(30);
    }
    expect((await row()).revision).toBe(3);
  });

  it('slots that were booked ahead count until they are given back, and are not used when they have grown old', async () => {
    const { windows, take, clock, row } = processes(1, { requests: 100, windowMs: 10_000 });
    const booked = async () => (await row()).grants.map(({ count }) => count);
    await take(windows[0]);
    expect(await booked()).toEqual([1, 11]);
    await take(windows[0]);
    clock.advance(1_001);
    await take(windows[0]);
    // Ten of the eleven were not used.
    expect(await booked()).toEqual([1, 1, 1, 11]);
  });

  it('slots booked ahead by three processes never pass the limit, however late they are used', async () => {
    const { windows, take, grants, runUntil, clock } = processes(3, { requests: 24, windowMs: 10_000 });
    for (let round = 0; round < 24; round += 1) {
      for (const [index, window] of windows.entries())
        if ((round + index) % (index + 1) === 0) void take(window);
      await runUntil(clock.monotonicMs() + 660);
    }
    await runUntil(60_000);
    expect(grants).toHaveLength(24 + 12 + 8);
    expect(most(grants, 10_000)).toBeLessThanOrEqual(24);
  });

  it('no slot is booked ahead when half of the window is used', async () => {
    const { windows, take, settle, row } = processes(1, { requests: 100, windowMs: 10_000 });
    for (let index = 0; index < 45; index += 1) void take(windows[0]);
    await settle();
    expect((await row()).grants.map(({ count }) => count)).toEqual([45]);
  });

  it('under a full line the queue uses more than nine tenths, and a person waits no longer than a second', async () => {
    const { windows, take, grants, runUntil, clock } = processes(2, { requests: 100, windowMs: 10_000 });
    let queued = 0;
    const waits: number[] = [];
    for (let at = 0; at < 40_000; at += 200) {
      while (queued - grants.filter(({ lane }) => lane === 'sync').length < 20) {
        void take(windows[queued % 2]);
        queued += 1;
      }
      // From time to time somebody opens a page, which makes eight calls.
      const opens = at % 20_000 === 18_000 ? 8 : 0;
      for (let call = 0; call < opens; call += 1) {
        const asked = clock.monotonicMs();
        void take(windows[0], 'people').then(() => waits.push(clock.monotonicMs() - asked));
      }
      await runUntil(at + 200);
    }
    expect(waits).toHaveLength(16);
    // A race lost to the other process costs a millisecond.
    expect(Math.max(...waits)).toBeLessThanOrEqual(1_005);
    expect(most(grants, 10_000)).toBeLessThanOrEqual(100);
    const steady = grants.filter(({ at }) => at >= 10_000).length;
    expect(steady / 3).toBeGreaterThan(90);
  });

  const said = (max: number, remaining: number, intervalMs = 10_000) =>
    new Headers({
      'x-hubspot-ratelimit-max': String(max),
      'x-hubspot-ratelimit-remaining': String(remaining),
      'x-hubspot-ratelimit-interval-milliseconds': String(intervalMs),
    });

  it('calls of others that HubSpot counts are kept free, by every process and for one window', async () => {
    const { windows, take, grants, runUntil, clock, row } = processes(2);
    await take(windows[0]);
    await windows[0]?.heard('101', 'general', said(20, 5), clock.now());
    // Fifteen of which we booked one.
    expect((await row()).grants.map(({ count }) => count)).toEqual([1, 14]);
    for (let index = 0; index < 30; index += 1) void take(windows[1]);
    await runUntil(9_249);
    // Five are left, two of them people's.
    expect(grants).toHaveLength(1 + 3);
    await runUntil(16_000);
    expect(grants).toHaveLength(1 + 3 + 18);
    await runUntil(60_000);
  });

  it('calls that arrived late are believed to be gone soon', async () => {
    const { windows, take, settle, clock, row } = processes(1, { requests: 100, windowMs: 10_000 });
    for (let index = 0; index < 50; index += 1) void take(windows[0]);
    await settle();
    clock.advance(10_300);
    await take(windows[0]);
    // HubSpot still counts twenty of the fifty that left more than a window ago.
    await windows[0]?.heard('101', 'general', said(110, 110 - 32), clock.now());
    expect((await row()).grants.at(-1)).toEqual({ at: clock.now().getTime() + 2_000 - 10_250, count: 20 });
  });

  it('what HubSpot says is left changes nothing when it is more, or what we booked ourselves', async () => {
    const { windows, take, runUntil, clock, row } = processes(2);
    for (let index = 0; index < 9; index += 1) void take(windows[index % 2]);
    await runUntil(10);
    const before = await row();
    await windows[0]?.heard('101', 'general', said(110, 101), clock.now());
    // The other process has called since this one looked.
    await windows[0]?.heard('101', 'general', said(20, 11), clock.now());
    expect(await row()).toEqual(before);
  });

  it('calls that left late because the store was slow count from then', async () => {
    const { windows, take, clock, row } = processes(1, { requests: 100, windowMs: 10_000 });
    const call = take(windows[0]);
    clock.advance(400);
    await call;
    clock.advance(2_000);
    await take(windows[0]);
    const start = clock.now().getTime() - 2_400;
    expect((await row()).grants.slice(0, 1)).toEqual([{ at: start + 400, count: 1 }]);
  });

  it('a limit of HubSpot below ours holds until HubSpot says otherwise', async () => {
    const { windows, take, clock, row } = processes(1);
    await take(windows[0]);
    await windows[0]?.heard('101', 'general', said(10, 9), clock.now());
    expect((await row()).max).toBe(10);
    clock.advance(11_000);
    await take(windows[0]);
    await windows[0]?.heard('101', 'general', said(110, 109), clock.now());
    expect((await row()).max).toBeUndefined();
  });

  it.each([
    ['nothing, as after a search', new Headers()],
    ['no number', said(Number.NaN, 0)],
    ['another limit than the one of seconds', said(20, 0, 86_400_000)],
  ])('an answer that says %s changes nothing', async (_what, headers) => {
    const { windows, take, clock, row } = processes(1);
    await take(windows[0]);
    const before = await row();
    await windows[0]?.heard('101', 'general', headers, clock.now());
    expect(await row()).toEqual(before);
  });
});
