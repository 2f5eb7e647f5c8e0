import { audit, auditHeads, createAudit } from '../../../server/audit/audit.ts';
import { hashOf } from '../../../server/audit/chain.ts';
import { createSeals } from '../../../server/audit/seal.ts';
import { systemClock } from '../../../server/clock.ts';
import { COLLECTIONS } from '../../../server/collections.ts';
import type { EncryptionKey } from '../../../server/config/environment.ts';
import { COMMANDS } from '../../../server/operateCommands.ts';
import { spawnScript } from '../../support/spawnScript.ts';
import { testStore, type TestStore } from '../../support/store.ts';

const key = (kid: string): EncryptionKey => ({ kid, key: Buffer.alloc(32, kid) });
const [OLD, NEW] = [key('old'), key('new')];

let db: TestStore;
beforeEach(async () => {
  db = await testStore(COLLECTIONS);
});
afterEach(() => db.close());

const run = (name: string, ...encryptionKeys: EncryptionKey[]) =>
  COMMANDS[name]?.run({ store: db.store, config: { encryptionKeys } }) ?? fail(name);
const fail = (name: string) => Promise.reject(new Error(`no command ${name}`));
const entries = () => db.store.collection(audit);
async function write(orgId: string, count: number, ...ring: EncryptionKey[]): Promise<void> {
  const trail = createAudit({ store: db.store, clock: systemClock, seals: createSeals(ring) });
  for (let index = 0; index < count; index += 1)
    await trail.record({
      orgId,
      who: 'admin@seller.com',
      what: 'settings_changed',
      where: 'liveprompt',
      portalId: null,
    });
}
/** As a version without seals wrote them. */
async function withoutSeals(orgId: string): Promise<void> {
  await entries().updateMany({ orgId }, { $unset: { seal: '' } });
  await db.store.collection(auditHeads).updateOne({ _id: orgId }, { $unset: { seal: '' } });
}
/** Every hash made anew, as somebody can who has the database and no key. */
async function forge(orgId: string, change: object): Promise<void> {
  const trail = await entries().find({ orgId }).sort({ seq: 1 }).toArray();
  let prev = '';
  for (const entry of trail) {
    const forged = { ...entry, ...(entry.seq === 1 ? change : {}), prev };
    prev = hashOf(forged);
    await entries().replaceOne({ _id: entry._id }, { ...forged, hash: prev });
  }
  await db.store.collection(auditHeads).updateOne({ _id: orgId }, { $set: { hash: prev } });
}

describe('npm run operate', () => {
  it('indexes: says how many stand, and may be run again', async () => {
    const answer = await run('indexes', NEW);
    expect(answer).toEqual({
      ok: true,
      done: expect.stringMatching(/^\d+ indexes stand on \d+ collections/) as string,
    });
    expect(await run('indexes', NEW)).toEqual(answer);
  });

  it('audit-verify: good trails hold, of as many organisations as there are', async () => {
    await write('org_1', 3, NEW);
    await write('org_2', 1, NEW);
    expect(await run('audit-verify', NEW)).toEqual({
      ok: true,
      done: '4 audit entries of 2 organisations were looked at.\nAll of them hold.',
    });
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'altered',
      () => entries().updateOne({ orgId: 'org_1', seq: 2 }, { $set: { who: 'x@y.co' } }),
      'entry 2',
    ],
    ['written anew with every hash', () => forge('org_1', { who: 'x@y.co' }), 'entry 1'],
    [
      'shortened, and its end put back with it',
      async () => {
        await entries().deleteOne({ orgId: 'org_1', seq: 3 });
        const last = await entries().findOne({ orgId: 'org_1', seq: 2 });
        await db.store
          .collection(auditHeads)
          .updateOne({ _id: 'org_1' }, { $set: { seq: 2, hash: last?.hash ?? '' } });
      },
      'entry 3',
    ],
    ['left without its end', () => db.store.collection(auditHeads).deleteOne({ _id: 'org_1' }), 'entry 4'],
  ])('audit-verify: shows a trail that was %s', async (_name, tamper, where) => {
    await write('org_1', 3, NEW);
    await write('org_2', 1, NEW);
    await tamper();
    const { ok, done } = await run('audit-verify', NEW);
    expect([ok, done.includes(`Broken: org_1, ${where}.`), done.includes('org_2')]).toEqual([
      false,
      true,
      false,
    ]);
    expect((await run('audit-seal', NEW)).ok).toBe(false);
    expect((await run('audit-verify', NEW)).ok).toBe(false);
  });

  it('audit-verify: shows a trail written anew without seals', async () => {
    await write('org_1', 3, NEW);
    await withoutSeals('org_1');
    await forge('org_1', { who: 'x@y.co' });
    expect(await run('audit-verify', NEW)).toEqual({
      ok: false,
      done: expect.stringContaining('3 have no seal that these keys can check') as string,
    });
  });

  it('audit-seal: seals what an older version wrote, also where it writes on beside the new one', async () => {
    await write('org_1', 2, NEW);
    await withoutSeals('org_1');
    await write('org_1', 1, NEW);
    await write('org_1', 1, NEW);
    await entries().updateOne({ orgId: 'org_1', seq: 4 }, { $unset: { seal: '' } });
    expect((await run('audit-verify', NEW)).ok).toBe(false);
    expect(await run('audit-seal', NEW)).toEqual({ ok: true, done: '3 audit entries were sealed.' });
    expect((await run('audit-verify', NEW)).ok).toBe(true);
    await write('org_1', 1, NEW);
    expect((await run('audit-verify', NEW)).ok).toBe(true);
  });

  it('rotate-keys: afterwards the new key alone is enough for the trail, and forged seals stay forged', async () => {
    await write('org_1', 3, OLD);
    await write('org_1', 1, NEW, OLD);
    expect(await run('rotate-keys', NEW, OLD)).toEqual({
      ok: true,
      done: '0 accounts and 3 audit entries were sealed again with key new. Older keys can be taken out now.',
    });
    expect((await run('audit-verify', NEW)).ok).toBe(true);
    await write('org_2', 1, OLD);
    await entries().updateOne({ orgId: 'org_2' }, { $set: { seal: 'old.AAAA' } });
    expect((await run('rotate-keys', NEW, OLD)).ok).toBe(false);
    // Taken out too early, nothing is called forged, and putting it back is enough.
    await write('org_3', 1, OLD);
    await entries().deleteMany({ orgId: 'org_2' });
    await db.store.collection(auditHeads).deleteMany({ _id: 'org_2' });
    expect((await run('audit-verify', NEW)).done).toContain('1 have no seal');
    expect((await run('rotate-keys', NEW, OLD)).ok).toBe(true);
    expect((await run('audit-verify', NEW)).ok).toBe(true);
  });

  it('says what there is to be done, and ends with 2, when it was told nothing', async () => {
    const { child } = spawnScript('server/operate.ts', [], {});
    const [code] = await new Promise<[number | null]>((resolve) =>
      child.once('exit', (left) => resolve([left])),
    );
    expect(code).toBe(2);
  });
});
