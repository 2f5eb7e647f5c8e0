import type { AuditPage } from '../../../shared/audit.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { audit } from '../../../server/audit/audit.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { startProduct, type Product } from '../../support/product.ts';

const { portal } = DEMO_IDS;

jest.setTimeout(30_000);

let product: Product;
beforeAll(async () => {
  product = await startProduct({ asleep: true });
  product.sandbox.addPortal(demoPortal('2027-12-31'));
  await product.connect('org_1', portal);
  for (const [version, notes] of [
    [1, false],
    [2, true],
  ] as const) {
    const body = { ...DEFAULT_SETTINGS, version, sync: { ...DEFAULT_SETTINGS.sync, notes } };
    expect((await product.api('PUT', '/settings', { body })).status).toBe(200);
  }
});
afterAll(() => product.stop());

async function page(query = '', org = 'org_1') {
  const { status, body } = await product.api('GET', `/audit${query}`, { org, role: 'member' });
  return { status, ...(body as unknown as AuditPage) };
}

describe('GET /api/v1/audit', () => {
  it('says who did what, through which door, and what changed, newest first', async () => {
    expect((await page()).items).toMatchObject([
      {
        who: 'admin@seller.com',
        what: 'settings_changed',
        where: 'liveprompt',
        before: { 'sync.notes': 'false' },
        after: { 'sync.notes': 'true' },
      },
      { what: 'settings_changed', after: { 'sync.notes': 'false' } },
      { what: 'connected', before: null, after: null },
    ]);
  });

  it('is read in pages that belong to the organisation, and by act', async () => {
    const first = await page('?limit=2');
    expect([first.items.length, first.nextCursor === null]).toEqual([2, false]);
    const rest = await page(`?limit=2&cursor=${first.nextCursor}`);
    expect([rest.items.map(({ what }) => what), rest.nextCursor]).toEqual([['connected'], null]);
    expect((await page(`?cursor=${first.nextCursor}`, 'org_2')).status).toBe(400);
    expect((await page('', 'org_2')).items).toEqual([]);
    expect((await page('?what=connected')).items).toHaveLength(1);
    expect((await page('?who=nobody@seller.com')).items).toEqual([]);
  });

  it.each(['?what=nothing', '?limit=0', '?limit=101', '?from=1'])('answers 422 to %s', async (query) => {
    expect((await page(query)).status).toBe(422);
  });

  it('is the same inside HubSpot, where what is done stands under that door', async () => {
    const inside = await product.card(portal, '/audit?limit=1');
    expect(inside.body as unknown as AuditPage).toMatchObject({ items: [{ where: 'liveprompt' }] });
  });

  it('comes as a table, all of it', async () => {
    const { url, config } = product;
    const { SignJWT } = await import('jose');
    const token = await new SignJWT({ org: 'org_1', role: 'member' })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('member@seller.com')
      .setExpirationTime('5 minutes')
      .sign(config.liveprompt.apiSecret);
    const answer = await fetch(`${url}/api/v1/audit`, {
      headers: { authorization: `Bearer ${token}`, accept: 'text/csv' },
    });
    expect(answer.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(answer.headers.get('content-disposition')).toContain('liveprompt-audit.csv');
    const [heading, newest = '', ...older] = (await answer.text()).trimEnd().split('\r\n');
    expect(heading).toBe('at,who,what,where,subject,before,after');
    expect(newest).toMatch(
      /^\d{4}-.*,admin@seller\.com,settings_changed,liveprompt,,sync\.notes: false,sync\.notes: true$/,
    );
    expect(older).toHaveLength(2);
  });

  it('can be verified, and shows that somebody altered it', async () => {
    const verify = async () => (await product.api('GET', '/audit/verification', { role: 'member' })).body;
    expect(await verify()).toEqual({ intact: true, entries: 3, brokenAt: null, unsealed: 0 });
    await product.store.collection(audit).updateOne({ orgId: 'org_1', seq: 1 }, { $set: { who: 'x@y.co' } });
    expect(await verify()).toEqual({ intact: false, entries: 3, brokenAt: 1, unsealed: 0 });
  });
});
