import { noCrash } from '../../../server/crashpoints.ts';
import type { InstallDocument } from '../../../server/installs/install.ts';
import { LeaseLost, type Lease } from '../../../server/queue/lease.ts';
import { createServePortal, type ServeDeps } from '../../../server/sync/serve.ts';
import type { Flush } from '../../../server/sync/takeDue.ts';
import type { TurnInput } from '../../../server/sync/turn.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));
const NEXT = new Date('2030-01-01T00:00:00Z');

/** A portal with so many flushes of work; they run until the test ends them. */
function serving(flushes: Partial<Flush>[], isCrowded = false) {
  const running: { input: TurnInput; end: () => void; fail: (error: Error) => void }[] = [];
  const released: number[] = [];
  const stop = new AbortController();
  let now = 0;
  const lease: Lease = {
    portalId: '1',
    owner: 'worker',
    fence: 3,
    wakeSeq: 1,
    signal: stop.signal,
    leftMs: () => 60_000,
  };
  const deps = {
    install: () =>
      Promise.resolve({
        _id: '1',
        orgId: 'org_1',
        status: 'active',
        scopes: [],
        limitations: [],
        provisionedAt: new Date(0),
      } as never),
    settings: () => Promise.resolve(DEFAULT_SETTINGS),
    ledger: { nextDue: () => Promise.resolve(NEXT) } as unknown as ServeDeps['ledger'],
    planLimit: {
      periodOf: () => Promise.resolve({ month: '2026-11', limit: null }),
      admit: () => Promise.resolve([]),
      settle: () => Promise.resolve(),
    },
    lookAhead: () => Promise.resolve({ page: [], documents: new Map() }),
    prepareCalls: () => Promise.resolve(),
    take: () => {
      const next = flushes.shift();
      const number = running.length;
      const reservation = { release: () => released.push(number) } as unknown as Flush['reservation'];
      return Promise.resolve(next && { rows: [], documents: new Map(), alone: false, reservation, ...next });
    },
    runTurn: (input: TurnInput) =>
      new Promise<void>((end, fail) => {
        running.push({ input, end, fail });
        const { signal } = input.serving.lease;
        signal.addEventListener('abort', () => fail(signal.reason as Error));
      }),
    waitingCalls: () => (isCrowded ? 11 : 10),
    appEvents: false,
    appUrl: 'https://app.liveprompt.ai',
    clock: { now: () => new Date(now), monotonicMs: () => now },
    crash: noCrash,
  } satisfies ServeDeps & { install: () => Promise<InstallDocument> };
  const done = createServePortal(deps)(lease).then(
    (next) => ({ next }),
    (error: unknown) => ({ error }),
  );
  return { running, released, done, stop, pass: (ms: number) => (now += ms) };
}

describe('serving a portal', () => {
  it.each([
    { isCrowded: true, most: 4 },
    { isCrowded: false, most: 8 },
  ])('runs up to $most flushes, a crowd waiting for the window: $isCrowded', async ({ isCrowded, most }) => {
    const { running, done } = serving(
      Array.from({ length: 10 }, () => ({})),
      isCrowded,
    );
    await turn();
    expect(running).toHaveLength(most);
    for (let index = 0; index < 10; index += 1) {
      running[index]?.end();
      await turn();
    }
    expect(await done).toEqual({ next: NEXT });
  });

  it('stops every flush when one learns that the lease is lost', async () => {
    const { running, released, done } = serving([{}, {}, {}]);
    await turn();
    running[1]?.fail(new LeaseLost('1'));
    expect(await done).toEqual({ error: new LeaseLost('1') });
    expect(running.every(({ input }) => input.serving.lease.signal.aborted)).toBe(true);
    expect(released.sort()).toEqual([0, 1, 2]);
  });

  it('stops every flush when the process stops', async () => {
    const { running, done, stop } = serving([{}, {}]);
    await turn();
    expect(running).toHaveLength(2);
    stop.abort(new Error('the process is stopping'));
    expect(await done).toEqual({ error: new Error('the process is stopping') });
  });

  it('lets the others end when one meets a fault of its own', async () => {
    const { running, done } = serving([{}, {}, {}], true);
    await turn();
    running[0]?.fail(new Error('the store is gone'));
    await turn();
    expect(running[1]?.input.serving.lease.signal.aborted).toBe(false);
    running[1]?.end();
    running[2]?.end();
    expect(await done).toEqual({ error: new Error('the store is gone') });
  });

  it('starts nothing beside a conversation that killed its turns', async () => {
    const { running, done } = serving([{ alone: true }, {}]);
    await turn();
    expect(running).toHaveLength(1);
    running[0]?.end();
    await turn();
    expect(running).toHaveLength(2);
    running[1]?.end();
    await done;
  });

  it('starts nothing new once its turn is over', async () => {
    const { running, done, pass } = serving(
      Array.from({ length: 6 }, () => ({})),
      true,
    );
    await turn();
    pass(30_000);
    for (const { end } of running) end();
    expect(await done).toEqual({ next: NEXT });
    expect(running).toHaveLength(4);
  });
});
