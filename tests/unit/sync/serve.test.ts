import { noCrash } from '../../../server/crashpoints.ts';
import type { InstallDocument } from '../../../server/installs/install.ts';
import { LeaseLost, type Lease } from '../../../server/queue/lease.ts';
import { createServePortal, type ServeDeps } from '../../../server/sync/serve.ts';
import type { Flush } from '../../../server/sync/takeDue.ts';
import type { TurnInput } from '../../../server/sync/turn.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';

/** Until every flush that has room is running: each lets the one before it make its first steps. */
const turn = async () => {
  for (let time = 0; time < 12; time += 1) await new Promise((resolve) => setImmediate(resolve));
};
const NEXT = new Date('2030-01-01T00:00:00Z');

/** A portal with so many flushes of work; they run until the test ends them. */
function serving(flushes: Partial<Flush>[], isCrowded = false, expectedOrg?: string) {
  const running: { input: TurnInput; end: () => void; fail: (error: Error) => void }[] = [];
  const released: number[] = [];
  const asked: string[] = [];
  const stop = new AbortController();
  let now = 0;
  const lease: Lease = {
    portalId: '1',
    owner: 'worker',
    fence: 3,
    wakeSeq: 1,
    ...(expectedOrg ? { expected: { orgId: expectedOrg, keys: [] } } : {}),
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
    terms: (orgId: string) => {
      asked.push(orgId);
      return orgId === 'gone'
        ? Promise.reject(new Error('nobody'))
        : Promise.resolve({
            settings: { ...DEFAULT_SETTINGS, version: asked.length },
            plan: 'starter' as const,
          });
    },
    ledger: { nextDue: () => Promise.resolve(NEXT) } as unknown as ServeDeps['ledger'],
    planLimit: {
      count: () => Promise.resolve(new Set<string>()),
      hold: () => Promise.resolve([]),
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
  return { running, released, asked, done, stop, pass: (ms: number) => (now += ms) };
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

  it.each([
    { expected: 'org_1', asked: ['org_1'] },
    { expected: 'org_2', asked: ['org_2', 'org_1'] },
    { expected: 'gone', asked: ['gone', 'org_1'] },
    { expected: undefined, asked: ['org_1'] },
  ])(
    'works under the settings of the organisation that is connected, whichever was expected: $expected',
    async ({ expected, asked: all }) => {
      const { running, asked, done } = serving([{}], false, expected);
      await turn();
      expect(asked).toEqual(all);
      expect(running[0]?.input.serving).toMatchObject({
        orgId: 'org_1',
        settings: { version: all.length },
        plan: 'starter',
      });
      running[0]?.end();
      await done;
    },
  );

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
