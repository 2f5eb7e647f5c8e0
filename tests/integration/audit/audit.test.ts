import { audit, auditHeads, createAudit } from '../../../server/audit/audit.ts';
import { createReadAudit } from '../../../server/audit/readAudit.ts';
import { systemClock } from '../../../server/clock.ts';
import { auditSeals } from '../../support/auditSeals.ts';
import { testStore, type TestStore } from '../../support/store.ts';

let db: TestStore;
beforeAll(async () => {
  db = await testStore([audit, auditHeads]);
});
afterAll(() => db.close());

const open = () => createAudit({ store: db.store, clock: systemClock, seals: auditSeals });
const entries = () => db.store.collection(audit);
const saved = (orgId: string, subject = 'ses_1') => ({
  orgId,
  who: 'admin@seller.com',
  what: 'settings_changed' as const,
  where: 'liveprompt' as const,
  portalId: '101',
  subject,
  before: { 'sync.auto': 'true' },
  after: { 'sync.auto': 'false' },
});

describe('the audit trail', () => {
  it('keeps every entry of writers in two processes at once, in one chain', async () => {
    const [one, other] = [open(), open()];
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? one : other).record(saved('org_1', `ses_${index}`)),
      ),
    );
    const rows = await entries().find({ orgId: 'org_1' }).sort({ seq: 1 }).toArray();
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(new Set(rows.map(({ details }) => details?.subject)).size).toBe(20);
    expect(await open().verify('org_1')).toEqual({ intact: true, entries: 20, brokenAt: null, unsealed: 0 });
  });

  it('takes a step that is repeated once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => open().record({ ...saved('org_2'), id: 'step' })));
    await open().record({ ...saved('org_2'), id: 'step' });
    expect(await entries().countDocuments({ orgId: 'org_2' })).toBe(1);
    expect((await open().verify('org_2')).intact).toBe(true);
  });

  it('goes on behind a writer that died between its entry and the head', async () => {
    await open().record(saved('org_3'));
    const heads = db.store.collection(auditHeads);
    const head = await heads.findOne({ _id: 'org_3' });
    await open().record(saved('org_3'));
    await heads.updateOne({ _id: 'org_3' }, { $set: { ...head, _id: 'org_3' } });
    await open().record(saved('org_3'));
    expect(await open().verify('org_3')).toEqual({ intact: true, entries: 3, brokenAt: null, unsealed: 0 });
  });

  it.each<[string, () => Promise<unknown>, number]>([
    ['altered', () => entries().updateOne({ orgId: 'org_4', seq: 2 }, { $set: { who: 'x@y.co' } }), 2],
    ['removed from the middle', () => entries().deleteOne({ orgId: 'org_4', seq: 2 }), 2],
    ['removed from the end', () => entries().deleteOne({ orgId: 'org_4', seq: 3 }), 3],
  ])('shows an entry that was %s, also behind later ones', async (_name, tamper, brokenAt) => {
    await entries().deleteMany({ orgId: 'org_4' });
    await db.store.collection(auditHeads).deleteMany({ _id: 'org_4' });
    for (let count = 0; count < 3; count += 1) await open().record(saved('org_4'));
    await tamper();
    expect(await open().verify('org_4')).toMatchObject({ intact: false, brokenAt });
    await open().record(saved('org_4'));
    expect(await open().verify('org_4')).toMatchObject({ intact: false, brokenAt });
  });

  it('forgets what was in it and keeps that it happened', async () => {
    await open().record(saved('org_5'));
    await open().record(saved('org_6'));
    await open().redact('org_5');
    const read = createReadAudit(db);
    expect((await read('org_5', { limit: 10 }))?.items).toMatchObject([
      { what: 'settings_changed', who: 'admin@seller.com', subject: null, before: null, after: null },
    ]);
    expect((await read('org_6', { limit: 10 }))?.items[0]?.subject).toBe('ses_1');
    expect((await open().verify('org_5')).intact).toBe(true);
    expect(JSON.stringify(await entries().findOne({ orgId: 'org_5' }))).not.toMatch(/ses_1|sync\.auto|salt/);
  });

  it('is read newest first, page by page, by person and by act, and only by its own organisation', async () => {
    for (let count = 0; count < 5; count += 1) await open().record(saved('org_7', `ses_${count}`));
    await open().record({ ...saved('org_7'), who: 'other@seller.com', what: 'sync_retried' });
    const read = createReadAudit(db);
    const seen: (string | null)[] = [];
    let cursor: string | undefined;
    do {
      const page = await read('org_7', {
        limit: 2,
        what: 'settings_changed',
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...(page?.items ?? []).map(({ subject }) => subject));
      cursor = page?.nextCursor ?? undefined;
      expect(cursor && (await read('org_8', { limit: 2, cursor }))).toBeFalsy();
    } while (cursor);
    expect(seen).toEqual(['ses_4', 'ses_3', 'ses_2', 'ses_1', 'ses_0']);
    expect((await read('org_7', { limit: 10, who: 'other@seller.com' }))?.items).toHaveLength(1);
    expect(await read('org_7', { limit: 1, cursor: 'nonsense' })).toBeUndefined();
  });
});
