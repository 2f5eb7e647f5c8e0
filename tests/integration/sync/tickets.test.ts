import type { Settings } from '../../../shared/settings.ts';
import type { SyncRow } from '../../../shared/ledger.ts';
import { MappedProduct, PORTAL, type Buyer } from '../../support/mappedProduct.ts';
import { completed, shortSession } from '../../support/shortSession.ts';

jest.setTimeout(30_000);

type Custom = Settings['mapping']['custom'];
const support = (title = 'It fails', more: object = {}) => ({
  kind: 'support' as const,
  insights: { issues: [{ title, status: 'open' as const }], ...more },
});
const ISSUES = 'insights.issues';
const tickets = (property: string, mode: Custom[number]['mode'], from = ISSUES): Custom[number] => ({
  from,
  object: 'ticket',
  property,
  mode,
});
const linked = ({ objects }: SyncRow) => objects.filter(({ type }) => type === 'ticket');
const reasonOf = ({ skips }: SyncRow) => skips.find(({ what }) => what === 'ticket')?.reason;

describe('the ticket of a support conversation', () => {
  let at: MappedProduct;
  beforeAll(async () => {
    at = await MappedProduct.start();
  });
  afterAll(() => at.product.stop());
  beforeEach(() => at.settings({}));
  afterEach(() => {
    expect(at.product.sandbox.calls().flatMap((call) => call.violations)).toEqual([]);
  });

  const ticket = (buyer: Buyer, subject: string, stage = '1', more: Record<string, string> = {}) =>
    at.product.sandbox.create(PORTAL, 'tickets', {
      properties: { subject, hs_pipeline: '0', hs_pipeline_stage: stage, ...more },
      associations: [{ type: 'contacts', id: buyer.contact }],
    });

  it('is the open one of its contact: meeting, note and tasks hang on it, those of an open issue too', async () => {
    const buyer = at.buyer();
    ticket(buyer, 'Long solved', '4');
    const open = ticket(buyer, 'Login fails');
    const row = await at.talk('ses_one', buyer, {
      ...support('Login', { key_insights: ['Since Monday.'] }),
      action_items: [{ id: 'act_1', title: 'Send the fix' }],
    });
    expect(linked(row)).toMatchObject([
      {
        id: open,
        rule: 'contact_ticket',
        evidence: '"Login fails" is the only open ticket of the contact',
        url: expect.stringContaining(`/record/0-5/${open}`),
      },
    ]);
    const on = (type: string) =>
      at.product.sandbox.record(PORTAL, 'tickets', open)?.associations.filter((link) => link.type === type) ??
      [];
    expect([on('meetings'), on('notes'), on('tasks')].map((ids) => ids.length)).toEqual([1, 1, 2]);

    at.product.sandbox.resetCalls();
    await at.resync('ses_one');
    expect(at.writes()).toEqual([]);
    // Closed since, or another one changed later: the conversation was about this one.
    at.edit('tickets', open, { hs_pipeline_stage: '4' });
    ticket(buyer, 'Something else');
    expect(linked(await at.talk('ses_one', buyer, support()))).toMatchObject([{ id: open }]);
  });

  it('is, of several, the most recently changed one, and the tie is told', async () => {
    const buyer = at.buyer();
    const first = ticket(buyer, 'First');
    ticket(buyer, 'Second');
    await at.talk('ses_meanwhile', buyer);
    at.edit('tickets', first, { content: 'changed last' });
    const row = await at.talk('ses_tie', buyer, support());
    expect(linked(row)).toMatchObject([{ id: first, confidence: 0.6 }]);
    expect(reasonOf(row)).toMatch(/^ticket_tie: "First", "Second" are open; the most recently changed/);
  });

  it('is none when all are closed or the conversation is no support; one that is opened later is found', async () => {
    const buyer = at.buyer();
    const closed = await at.talk('ses_none', buyer, support());
    expect(linked(closed)).toEqual([]);
    expect(reasonOf(closed)).toBe('no_open_ticket: these contacts have no ticket');
    ticket(buyer, 'Old', '4');
    expect(reasonOf(await at.talk('ses_none', buyer, support()))).toMatch(/^no_open_ticket: every ticket/);
    const open = ticket(buyer, 'Opened after the call');
    expect(linked(await at.talk('ses_sales', buyer, { kind: 'sales' }))).toEqual([]);
    expect(linked(await at.resync('ses_none'))).toMatchObject([{ id: open }]);
  });

  it('takes mapped values: replaced, filled where empty, proposed; a person’s edit stays', async () => {
    await at.settings({
      custom: [
        tickets('content', 'write'),
        tickets('hs_ticket_priority', 'fill_empty', 'insights.handoff_notes'),
        tickets('subject', 'propose', 'summary.brief'),
      ],
    });
    const buyer = at.buyer();
    const open = ticket(buyer, 'Subject of a person', '1', { hs_ticket_priority: 'LOW' });
    const row = await at.talk('ses_map', buyer, support('It fails', { handoff_notes: 'HIGH' }));
    expect(at.shown('tickets', open)).toMatchObject({
      subject: 'Subject of a person',
      hs_ticket_priority: 'LOW',
    });
    expect(at.shown('tickets', open)['content']).toContain('It fails');
    expect(row.skips.map(({ reason }) => reason)).toContainEqual(expect.stringMatching(/^not_empty/));
    expect(await at.proposalsFor(open, 'open')).toMatchObject([
      { objectType: 'ticket', property: 'subject', proposed: 'We talked.' },
    ]);

    at.edit('tickets', open, { content: 'mine' });
    await at.talk('ses_map', buyer, support('Other'));
    expect(at.shown('tickets', open)['content']).toBe('mine');
    // No support conversation any more: the ticket goes, and a person's words stay.
    const sales = await at.talk('ses_map', buyer, { ...support(), kind: 'sales' });
    expect(linked(sales)).toEqual([]);
    expect(reasonOf(sales)).toMatch(/^not_support: /);
    expect(at.shown('tickets', open)['content']).toBe('mine');
  });

  it('falls back to the conversation before when the one that wrote a value is deleted', async () => {
    await at.settings({ custom: [tickets('content', 'write')] });
    const buyer = at.buyer();
    const open = ticket(buyer, 'Two calls');
    await at.talk('ses_call_1', buyer, support('First'), 1);
    await at.talk('ses_call_2', buyer, support('Second'), 2);
    expect(at.shown('tickets', open)['content']).toContain('Second');
    await at.forget('ses_call_2');
    expect(at.shown('tickets', open)['content']).toContain('First');
    await at.forget('ses_call_1');
    expect(at.shown('tickets', open)['content'] ?? '').toBe('');
  });

  it('asks HubSpot nothing without the permission, and says so', async () => {
    const { product } = at;
    product.sandbox.addPortal({ portalId: '777', withheldScopes: ['tickets'] });
    await product.connect('org_2', '777');
    product.sandbox.resetCalls();
    const session = shortSession({
      id: 'ses_closed',
      organization_id: 'org_2',
      participants: [{ name: 'Kim', email: 'kim@closed.example' }],
      ...support(),
    });
    await product.deliver(completed(session));
    await product.idle();
    const { body } = await product.api('GET', '/syncs/ses_closed', { org: 'org_2' });
    const row = body as unknown as SyncRow;
    expect(row.state).toBe('synced');
    expect(reasonOf(row)).toMatch(/^missing_scope: .*permission "tickets"/);
    expect(product.sandbox.calls().filter(({ path }) => path.includes('tickets'))).toEqual([]);
  });
});
