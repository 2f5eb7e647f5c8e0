import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { discovery } from '../../sandbox/samples/discovery.ts';
import { sales } from '../../support/heldSales.ts';
import { support } from '../../sandbox/samples/support.ts';
import { unknownAttendee } from '../../sandbox/samples/unknownAttendee.ts';
import type { Session } from '../../../shared/session.ts';
import { startProduct, type Product } from '../../support/product.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const { portal } = DEMO_IDS;

jest.setTimeout(30_000);

describe('the life of a conversation in HubSpot', () => {
  let product: Product;

  beforeEach(async () => {
    product = await startProduct();
    product.sandbox.addPortal(demoPortal('2026-12-31'));
    await product.connect('org_1', portal);
    product.sandbox.resetCalls();
  });

  afterEach(async () => {
    const violations = product.sandbox.calls().flatMap((call) => call.violations);
    await product.stop();
    expect(violations).toEqual([]);
  });

  const live = (type: string) => product.sandbox.records(portal, type).filter(({ archived }) => !archived);
  const sync = async (sessionId: string) => (await product.api('GET', `/syncs/${sessionId}`)).body;
  const send = async (envelope: object) => {
    expect((await product.deliver(envelope)).status).toBe(202);
    await product.idle();
  };
  const edited = (change: (session: Session) => void, version = 2) => {
    const envelope = sales(NOW, 'org_1', 'a');
    change(envelope.data.session);
    envelope.data.session.version = version;
    return { ...envelope, type: 'session.updated' };
  };
  const deleted = (version = 9) => ({
    type: 'session.deleted',
    timestamp: NOW.toISOString(),
    data: { session: { id: 'ses_sales_a', organization_id: 'org_1', version } },
  });

  it('updates in place when a newer version comes', async () => {
    await send(sales(NOW, 'org_1', 'a'));
    const [before] = live('meetings');
    await send(
      edited((session) => {
        session.title = 'Acme: new title';
        session.action_items = session.action_items?.slice(1) ?? [];
        session.summary.next_steps = ['Call the lawyers'];
      }),
    );
    expect(live('meetings')).toMatchObject([
      { id: before?.id, properties: { hs_meeting_title: 'Acme: new title' } },
    ]);
    expect(live('tasks')).toHaveLength(2);
    expect(live('notes')).toHaveLength(2);
    const deal = product.sandbox.record(portal, 'deals', DEMO_IDS.acmeRollout);
    expect(deal?.properties['hs_next_step']).toBe('Call the lawyers');
    expect(await sync('ses_sales_a')).toMatchObject({ state: 'synced', version: 2 });
  });

  it('ignores a lower version and shows the newest whatever order they come in', async () => {
    await send(edited((session) => void (session.title = 'Third'), 3));
    await send(edited((session) => void (session.title = 'Second'), 2));
    expect(live('meetings')).toMatchObject([{ properties: { hs_meeting_title: 'Third' } }]);
    expect(await sync('ses_sales_a')).toMatchObject({ version: 3 });
  });

  it('removes what it made when the conversation is deleted, and clears what it alone had set', async () => {
    await send(sales(NOW, 'org_1', 'a'));
    await send(deleted());
    expect([...live('meetings'), ...live('notes'), ...live('tasks')]).toEqual([]);
    const john = product.sandbox.record(portal, 'contacts', DEMO_IDS.john);
    expect(john?.properties['liveprompt_engagement_score'] ?? '').toBe('');
    expect(await sync('ses_sales_a')).toMatchObject({ state: 'removed' });
    const card = await product.card(portal, `/cards/contact?objectId=${DEMO_IDS.john}`);
    expect(card.body.state).toBe('empty');
  });

  it('keeps a task to whose description a person added something, when its action item goes', async () => {
    await send(sales(NOW, 'org_1', 'a'));
    const [first, second] = live('tasks');
    const body = first?.properties['hs_task_body'] ?? '';
    product.sandbox.edit(portal, 'tasks', first?.id ?? '', { hs_task_body: `${body}<p>Ask for Mary</p>` });
    await send(edited((session) => void (session.action_items = [])));
    const archived = [first, second].map(
      (task) => product.sandbox.record(portal, 'tasks', task?.id ?? '')?.archived,
    );
    expect(archived).toEqual([false, true]);
  });

  it('keeps a task that a person completed, and what a person changed on it', async () => {
    await send(sales(NOW, 'org_1', 'a'));
    const [first, second] = live('tasks');
    product.sandbox.edit(portal, 'tasks', first?.id ?? '', { hs_task_status: 'COMPLETED' });
    product.sandbox.edit(portal, 'tasks', second?.id ?? '', { hs_task_subject: 'My own words' });
    await send(
      edited((session) => {
        const [, keep] = session.action_items ?? [];
        session.action_items = keep ? [{ ...keep, title: 'Changed at liveprompt' }] : [];
      }),
    );
    expect(product.sandbox.record(portal, 'tasks', first?.id ?? '')?.archived).toBe(false);
    expect(product.sandbox.record(portal, 'tasks', second?.id ?? '')?.properties['hs_task_subject']).toBe(
      'My own words',
    );
    const { skips } = await sync('ses_sales_a');
    expect(skips.map(({ reason }: { reason: string }) => reason.split(':')[0])).toEqual(
      expect.arrayContaining(['kept', 'changed_in_hubspot']),
    );
  });

  it('never makes again what a person deleted in HubSpot', async () => {
    await send(sales(NOW, 'org_1', 'a'));
    product.sandbox.archive(portal, 'meetings', live('meetings')[0]?.id ?? '');
    await send(edited((session) => void (session.title = 'Again')));
    await send(edited((session) => void (session.title = 'And again'), 3));
    expect(live('meetings')).toEqual([]);
    expect((await sync('ses_sales_a')).skips).toContainEqual(
      expect.objectContaining({ reason: expect.stringContaining('removed_in_hubspot') }),
    );
  });

  it('makes a new contact with a new company for someone unknown, and nobody without consent', async () => {
    await send(unknownAttendee(NOW, 'org_1', 'a'));
    const made = product.sandbox.records(portal, 'contacts').filter(({ createdBy }) => createdBy === 'app');
    expect(made).toHaveLength(1);
    const companies = product.sandbox
      .records(portal, 'companies')
      .filter(({ createdBy }) => createdBy === 'app');
    expect(companies).toHaveLength(1);
    expect(made[0]?.associations).toContainEqual(
      expect.objectContaining({ type: 'companies', id: companies[0]?.id }),
    );
    const { skips, state } = await sync((await product.api('GET', '/syncs')).body.items[0]?.sessionId ?? '');
    expect(state).toBe('synced');
    expect(skips).toContainEqual(expect.objectContaining({ reason: expect.stringMatching(/^no_consent/) }));
  });

  it('finds the company of a contact by domain and the deal of that company', async () => {
    await send(discovery(NOW, 'org_1', 'a'));
    const lena = product.sandbox.record(portal, 'contacts', DEMO_IDS.lena);
    expect(lena?.associations).toContainEqual(
      expect.objectContaining({ type: 'companies', id: DEMO_IDS.novatech }),
    );
    expect(live('meetings')[0]?.associations).toContainEqual(
      expect.objectContaining({ type: 'deals', id: DEMO_IDS.novatechTeam }),
    );
  });

  it('says why there is no deal', async () => {
    await send(support(NOW, 'org_1', 'a'));
    const { skips } = await sync((await product.api('GET', '/syncs')).body.items[0]?.sessionId ?? '');
    expect(skips).toContainEqual({ what: 'deal', reason: expect.stringMatching(/^no_open_deal/) });
  });

  it('ends filtered, with the reason, when nobody is left to link', async () => {
    await send(
      edited(
        (session) => void (session.participants = session.participants.filter(({ internal }) => internal)),
      ),
    );
    expect(live('meetings')).toEqual([]);
    expect(await sync('ses_sales_a')).toMatchObject({ state: 'filtered', objects: [] });
    expect((await sync('ses_sales_a')).skips.length).toBeGreaterThan(0);
  });

  it('holds conversations of an organisation that is not connected, and lets them flow once it is', async () => {
    const other = { ...demoPortal('2026-12-31'), portalId: '777' };
    product.sandbox.addPortal(other);
    await send(sales(NOW, 'org_2', 'b'));
    const held = await product.api('GET', '/syncs/ses_sales_b', { org: 'org_2' });
    expect(held.body).toMatchObject({ state: 'held', heldReason: 'paused' });
    await product.connect('org_2', '777');
    // The install probes whether activities can carry a unique key; this portal refuses, which is a fact and no fault.
    product.sandbox.resetCalls();
    await product.idle();
    expect((await product.api('GET', '/syncs/ses_sales_b', { org: 'org_2' })).body.state).toBe('synced');
    expect(product.sandbox.records('777', 'meetings')).toHaveLength(1);
    expect(live('meetings')).toEqual([]);
    expect((await product.api('GET', '/syncs/ses_sales_b')).status).toBe(404);
  });
});
