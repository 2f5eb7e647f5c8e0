import { randomBytes, randomUUID } from 'node:crypto';
import { createAccessTokens } from '../../../server/installs/accessTokens.ts';
import { installs } from '../../../server/installs/install.ts';
import { createInstallStore } from '../../../server/installs/installStore.ts';
import { createVault } from '../../../server/installs/vault.ts';
import { classifyTokenReply } from '../../../server/hubspot/oauthErrors.ts';
import type { TokenSet } from '../../../server/hubspot/oauth.ts';
import { steppedClock } from '../../support/steppedClock.ts';
import { testStore, type TestStore } from '../../support/store.ts';

const PORTAL = '101';
const LIFE_MS = 1_800_000;
const key = { kid: 'k', key: randomBytes(32) };

let db: TestStore;
beforeAll(async () => {
  db = await testStore([installs]);
});
afterAll(() => db.close());
beforeEach(() => db.store.collection(installs).deleteMany({}));

/** Three processes on one database, and HubSpot's token endpoint behind all of them. */
async function fleet(refresh: (count: number) => Promise<TokenSet>) {
  const clock = steppedClock();
  const rows = db.store.collection(installs);
  const vault = createVault({ keys: [key], randomBytes });
  const log: string[] = [];
  const note = (_facts: object, message: string) => void log.push(message);
  let refreshes = 0;
  const processes = Array.from({ length: 3 }, () =>
    createAccessTokens({
      installs: rows,
      vault,
      oauth: {
        refresh: () => {
          refreshes += 1;
          return refresh(refreshes);
        },
      },
      clock,
      sleep: clock.sleep,
      newId: randomUUID,
      log: { warn: note, error: note },
    }),
  );
  const store = createInstallStore({ installs: rows, vault, clock });
  const tokens = (name: string): TokenSet => ({
    accessToken: name,
    refreshToken: `na1-${name}`,
    issuedAt: clock.now(),
    expiresAt: new Date(clock.now().getTime() + LIFE_MS),
    portalId: PORTAL,
    scopes: ['oauth'],
  });
  const grant = (name: string) =>
    store.saveGrant({
      portalId: PORTAL,
      orgId: 'org_1',
      tokens: tokens(name),
      scopes: ['oauth'],
      connectedBy: null,
    });
  await grant('first');
  return { clock, processes, grant, tokens, rows, log, count: () => refreshes };
}

const everyone = (processes: { current(portalId: string): Promise<string> }[]) =>
  Promise.all(Array.from({ length: 300 }, async (_, i) => processes[i % processes.length]?.current(PORTAL)));

describe('access tokens on one database', () => {
  it('uses the stored token while it lives', async () => {
    const { processes, count } = await fleet(() => Promise.reject(new Error('not needed')));
    expect(new Set(await everyone(processes))).toEqual(new Set(['first']));
    expect(count()).toBe(0);
  });

  it('renews an expired token once for 100 callers in each of three processes', async () => {
    const room = await fleet(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return room.tokens('second');
    });
    room.clock.advance(LIFE_MS + 1);
    expect(new Set(await everyone(room.processes))).toEqual(new Set(['second']));
    expect(room.count()).toBe(1);
    const row = await room.rows.findOne({ _id: PORTAL });
    expect(row).toMatchObject({ tokenVersion: 2, refreshLeaseOwner: null });
    expect(JSON.stringify(row)).not.toContain('second');
  });

  it('renews before the end, and lets the others use the old one meanwhile', async () => {
    let finish: (tokens: TokenSet) => void = () => undefined;
    const room = await fleet(() => new Promise((resolve) => (finish = resolve)));
    room.clock.advance(LIFE_MS * 0.8);
    const [first, second] = room.processes;
    const renewing = first?.current(PORTAL);
    while (room.count() === 0) await room.clock.sleep(0);
    expect(await second?.current(PORTAL)).toBe('first');
    finish(room.tokens('second'));
    expect(await renewing).toBe('second');
    room.clock.advance(1_000);
    expect(await second?.current(PORTAL)).toBe('second');
    expect(room.count()).toBe(1);
  });

  it('replaces a token HubSpot refused, once among all that saw the refusal', async () => {
    const room = await fleet(() => Promise.resolve(room.tokens('second')));
    await everyone(room.processes);
    const replaced = await Promise.all(
      Array.from({ length: 30 }, async (_, i) => room.processes[i % 3]?.replace(PORTAL, 'first')),
    );
    expect(new Set(replaced)).toEqual(new Set(['second']));
    expect(room.count()).toBe(1);
  });

  it('asks a person to reconnect when the access was withdrawn, and calls nobody after', async () => {
    const room = await fleet(() =>
      Promise.reject(classifyTokenReply('refresh', 400, new Headers(), { status: 'BAD_REFRESH_TOKEN' })),
    );
    room.clock.advance(LIFE_MS + 1);
    const outcomes = await Promise.allSettled(room.processes.map((process) => process.current(PORTAL)));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(room.processes[0]?.current(PORTAL)).rejects.toMatchObject({
      kind: 'revoked',
      code: 'hubspot_access_revoked',
      effect: 'not_sent',
    });
    expect(room.count()).toBe(1);
    expect(await room.rows.findOne({ _id: PORTAL })).toMatchObject({
      status: 'reconnect_required',
      statusReason: expect.stringContaining('no longer lets liveprompt in'),
    });
    await room.grant('third');
    expect(await room.processes[0]?.current(PORTAL)).toBe('third');
  });

  it('does not condemn a pair that a reconnect stored meanwhile', async () => {
    const room = await fleet(async () => {
      await room.grant('third');
      throw classifyTokenReply('refresh', 400, new Headers(), { status: 'BAD_REFRESH_TOKEN' });
    });
    room.clock.advance(LIFE_MS + 1);
    expect(await room.processes[0]?.current(PORTAL)).toBe('third');
    expect(await room.rows.findOne({ _id: PORTAL })).toMatchObject({ status: 'active' });
  });

  it.each([
    ['HubSpot is unwell', 503, {}, 'transient'],
    ['our own credentials are wrong', 400, { error: 'invalid_client' }, 'transient'],
  ])('cools down for 30 s when %s, and leaves the portal active', async (_name, status, body, kind) => {
    const room = await fleet((count) =>
      count === 1
        ? Promise.reject(classifyTokenReply('refresh', status, new Headers(), body))
        : Promise.resolve(room.tokens('second')),
    );
    room.clock.advance(LIFE_MS + 1);
    for (const process of room.processes) {
      await expect(process.current(PORTAL)).rejects.toMatchObject({ kind, effect: 'not_sent' });
    }
    expect(room.count()).toBe(1);
    expect(await room.rows.findOne({ _id: PORTAL })).toMatchObject({ status: 'active' });
    room.clock.advance(30_001);
    expect(await room.processes[1]?.current(PORTAL)).toBe('second');
  });

  it('goes on with a live token while a renewal fails', async () => {
    const room = await fleet(() => Promise.reject(classifyTokenReply('refresh', 503, new Headers(), {})));
    room.clock.advance(LIFE_MS * 0.8);
    expect(new Set(await everyone(room.processes))).toEqual(new Set(['first']));
    expect(room.count()).toBe(1);
  });

  it('takes over from a process that died with the lease', async () => {
    const room = await fleet((count) =>
      count === 1 ? new Promise(() => undefined) : Promise.resolve(room.tokens('second')),
    );
    room.clock.advance(LIFE_MS + 1);
    void room.processes[0]?.current(PORTAL);
    while (room.count() === 0) await room.clock.sleep(0);
    const [, second] = room.processes;
    await expect(second?.current(PORTAL)).rejects.toMatchObject({ kind: 'transient' });
    expect(await second?.current(PORTAL)).toBe('second');
    expect(room.count()).toBe(2);
  });

  it('notices a disconnect by another process within ten seconds', async () => {
    const room = await fleet(() => Promise.reject(new Error('not needed')));
    const [first] = room.processes;
    expect(await first?.current(PORTAL)).toBe('first');
    await room.rows.deleteOne({ _id: PORTAL });
    room.clock.advance(10_000);
    await expect(first?.current(PORTAL)).rejects.toMatchObject({ kind: 'revoked' });
  });

  it('waits for a lost key instead of condemning the portal', async () => {
    const room = await fleet(() => Promise.reject(new Error('not needed')));
    await room.rows.updateOne({ _id: PORTAL }, { $set: { accessToken: 'gone.a.b.c' } });
    await expect(room.processes[0]?.current(PORTAL)).rejects.toMatchObject({
      code: 'token_unreadable',
      kind: 'transient',
      effect: 'not_sent',
    });
    expect(await room.rows.findOne({ _id: PORTAL })).toMatchObject({ status: 'active' });
  });
});
