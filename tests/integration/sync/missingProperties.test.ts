import type { Connection, ConnectionTest } from '../../../shared/connection.ts';
import type { SyncRow } from '../../../shared/ledger.ts';
import { MappedProduct, PORTAL, type Buyer } from '../../support/mappedProduct.ts';

jest.setTimeout(30_000);

const SAID = { summary: { brief: 'We talked.', sentiment: 'positive' as const } };

describe('a property that somebody deletes while we write to it', () => {
  let at: MappedProduct;
  let buyer: Buyer;
  beforeAll(async () => {
    at = await MappedProduct.start();
  });
  afterAll(() => at.product.stop());
  beforeEach(async () => {
    await at.settings({});
    buyer = at.buyer();
  });

  const drop = (type: string, name: string) => {
    at.product.sandbox.deleteProperty(PORTAL, type, name);
    at.product.sandbox.resetCalls();
  };
  const make = (type: string, name: string) => at.product.sandbox.createProperty(PORTAL, type, name);
  const posts = (end: string) => at.product.sandbox.calls().filter(({ path }) => path.endsWith(end));
  const names = (type: string) => at.product.sandbox.properties(PORTAL, type).map(({ name }) => name);

  it('is made again where it is ours, once, and the value is written in the same turn', async () => {
    const other = at.buyer();
    await at.talk('ses_before', other);
    drop('contacts', 'liveprompt_sentiment');
    drop('deals', 'liveprompt_sentiment');
    const row = await at.talk('ses_ours', buyer, SAID);
    expect(row).toMatchObject({ state: 'synced', error: null });
    expect(at.shown('contacts', buyer.contact)['liveprompt_sentiment']).toBe('positive');
    expect(at.shown('deals', buyer.deal)['liveprompt_sentiment']).toBe('positive');
    expect(posts('/properties/2026-09/contacts/batch/create')).toHaveLength(1);
    expect(posts('/contacts/batch/update').map(({ status }) => status)).toEqual([400, 200]);
    at.product.sandbox.resetCalls();
    expect((await at.resync('ses_ours')).state).toBe('synced');
    expect(at.writes()).toEqual([]);
  });

  it('of ours that HubSpot will not have made again is named, and written once it is allowed', async () => {
    drop('contacts', 'liveprompt_recent_summary');
    const allow = at.product.sandbox.fault({
      path: /properties\/2026-09\/contacts/,
      method: 'POST',
      kind: 'status',
      status: 403,
    });
    const row = await at.talk('ses_refused', buyer, SAID);
    expect(row).toMatchObject({
      state: 'partial',
      error: {
        code: 'hubspot_property_doesnt_exist',
        message: expect.stringContaining('contacts.liveprompt_recent_summary') as string,
      },
    });
    expect(at.shown('contacts', buyer.contact)['liveprompt_sentiment']).toBe('positive');
    const { body } = await at.product.api('GET', '/connection');
    expect((body as unknown as Connection).limitations).toContainEqual(
      expect.objectContaining({ feature: 'property:contacts.liveprompt_recent_summary' }),
    );
    // From now on nothing is sent that has to be refused.
    at.product.sandbox.resetCalls();
    await at.talk('ses_refused', buyer, { summary: { brief: 'Again.', sentiment: 'neutral' } });
    expect(at.product.sandbox.calls().filter(({ status }) => status === 400)).toEqual([]);

    allow();
    await at.resync('ses_refused');
    await at.product.jobs.find(({ name }) => name === 'finish-provisioning')?.run();
    await at.product.idle();
    expect((await at.resync('ses_refused')).state).toBe('synced');
    expect(at.shown('contacts', buyer.contact)['liveprompt_recent_summary']).toBe('Again.');
  });

  it('is made by a test of the connection, which also completes what went without', async () => {
    drop('contacts', 'liveprompt_recent_summary');
    const path = /properties\/2026-09\/contacts/;
    const allow = at.product.sandbox.fault({ path, method: 'POST', kind: 'status', status: 403 });
    await at.talk('ses_test', buyer);
    const test = async () => {
      const { body } = await at.product.api('POST', '/connection/test');
      return (body as unknown as ConnectionTest).checks.find(({ name }) => name === 'properties');
    };
    expect(await test()).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/liveprompt_recent_summary.*grant the permission/) as string,
    });
    allow();
    expect(await test()).toMatchObject({ ok: true, detail: expect.stringContaining('made again') as string });
    await at.product.idle();
    expect((await at.product.api('GET', '/syncs/ses_test')).body).toMatchObject({ state: 'synced' });
    expect(at.shown('contacts', buyer.contact)['liveprompt_recent_summary']).toBe('We talked.');
    expect((await test())?.detail).toContain('in place');
  });

  it('of a mapping is left out with the reason, on records and on the meeting, and the rest is written', async () => {
    for (const type of ['contacts', 'meetings'] as const) make(type, 'their_field');
    await at.settings({
      custom: [
        { from: 'summary.brief', object: 'contact', property: 'their_field', mode: 'write' },
        { from: 'title', object: 'contact', property: 'jobtitle', mode: 'write' },
        { from: 'summary.brief', object: 'meeting', property: 'their_field', mode: 'write' },
      ],
    });
    const before = await at.talk('ses_seen', at.buyer());
    expect(before.state).toBe('synced');
    for (const type of ['contacts', 'meetings']) drop(type, 'their_field');

    const row = await at.talk('ses_mapped', buyer, { title: 'New one' });
    expect(row).toMatchObject({ state: 'synced', error: null });
    for (const [kind, type] of [
      ['contact', 'contacts'],
      ['meeting', 'meetings'],
    ])
      expect(row.skips).toContainEqual({
        what: `${kind} their_field`,
        reason: expect.stringMatching(`^unknown_property: .*their_field on ${type}`) as string,
      });
    expect(at.shown('contacts', buyer.contact)['jobtitle']).toBe('New one');
    const meetings = at.product.sandbox
      .records(PORTAL, 'meetings')
      .filter(({ properties }) => properties['hs_meeting_title'] === 'New one');
    expect(meetings).toHaveLength(1);
    at.product.sandbox.resetCalls();
    const again: SyncRow = await at.resync('ses_mapped');
    expect([again.state, at.writes()]).toEqual(['synced', []]);
    expect(names('contacts')).not.toContain('their_field');
  });
});
