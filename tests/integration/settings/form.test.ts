import type { Connection } from '../../../shared/connection.ts';
import type { FoundContacts } from '../../../shared/foundContacts.ts';
import type { SettingsChoices, SettingsForm } from '../../../shared/settingsForm.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { startProduct, type Product } from '../../support/product.ts';

const { portal } = DEMO_IDS;

jest.setTimeout(30_000);

let product: Product;

beforeAll(async () => {
  product = await startProduct({ asleep: true });
  product.sandbox.addPortal(demoPortal('2026-12-31'));
  await product.connect('org_1', portal);
});
afterAll(() => product.stop());

describe('what the settings page inside HubSpot is made of', () => {
  it('its words cost no call to HubSpot', async () => {
    product.sandbox.resetCalls();
    const { status, body } = await product.card(portal, '/settings/form');
    expect(status).toBe(200);
    const { texts, scopes } = body as unknown as SettingsForm;
    expect(texts['sync.auto']?.label).toBe('Sync automatically');
    expect(scopes['crm.objects.deals.write']).toContain('deals');
    expect(product.sandbox.calls()).toEqual([]);
  });

  it('its pickers offer what this portal has, and say which fields fit', async () => {
    const { status, body } = await product.card(portal, '/settings/choices');
    expect(status).toBe(200);
    const { pipelines, fields, properties } = body as unknown as SettingsChoices;
    expect(pipelines[0]?.stages.length).toBeGreaterThan(3);
    const amount = properties.deal.find(({ name }) => name === 'amount');
    const fitting = amount?.fits?.map((index) => fields[index]?.path);
    expect(fitting).toContain('insights.budget.max');
    expect(fitting).not.toContain('title');
    expect(properties.deal.map(({ name }) => name)).not.toContain('dealstage');
    expect(product.sandbox.calls().flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('the dashboard gets the same, members too; an unknown parameter is refused', async () => {
    const asked = (path: string) => product.api('GET', path, { role: 'member' });
    expect((await asked('/settings/form')).status).toBe(200);
    expect((await asked('/settings/choices?fresh=true')).status).toBe(200);
    expect((await asked('/settings/choices?fresh=maybe')).status).toBe(422);
  });

  it('contacts are found by name or e-mail, for those who may change settings', async () => {
    const found = async (query: string) => {
      const { status, body } = await product.card(portal, `/settings/contacts?${query}`);
      expect(status).toBe(200);
      return (body as unknown as FoundContacts).contacts;
    };
    product.sandbox.resetCalls();
    const john = {
      id: DEMO_IDS.john,
      name: 'John Smith',
      email: 'john.smith@acme.com',
      url: `https://app.hubspot.com/contacts/${portal}/record/0-1/${DEMO_IDS.john}`,
    };
    expect(await found('q=joh')).toEqual([john]);
    expect(await found('q=smith%20john')).toEqual([john]);
    expect(await found('q=john.smith%40acme.com')).toEqual([john]);
    expect(await found(`id=${DEMO_IDS.john}`)).toEqual([john]);
    expect(await found('id=424242')).toEqual([]);
    expect(await found('q=**')).toEqual([]);
    expect(product.sandbox.calls()).toHaveLength(5);
    expect(product.sandbox.calls().flatMap(({ violations }) => violations)).toEqual([]);
    for (const bad of ['', 'q=a', 'id=abc', `q=jo&id=${john.id}`]) {
      expect((await product.card(portal, `/settings/contacts?${bad}`)).status).toBe(422);
    }
    const member = await product.api('GET', '/settings/contacts?q=joh', { role: 'member' });
    expect(member.status).toBe(403);
  });

  it('the connection says where it is managed', async () => {
    const { body } = await product.api('GET', '/connection');
    expect((body as unknown as Connection).manageUrl).toMatch(/^https?:\/\/.*\/integrations\/hubspot$/);
  });

  it('an account that is not connected gets words and no choices', async () => {
    const { status, body } = await product.api('GET', '/settings/choices', { org: 'org_nobody' });
    expect(status).toBe(409);
    expect(body).toMatchObject({ error: { code: 'not_connected' } });
  });
});
