import { systemClock } from '../../../server/clock.ts';
import { createPortalQueue } from '../../../server/queue/portalQueue.ts';
import { createRecordChanges, type RecordChanges } from '../../../server/sync/recordChanges.ts';
import { syncs } from '../../../server/sync/ledger.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { unknownAttendee } from '../../sandbox/samples/unknownAttendee.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(30_000);

const { portal } = DEMO_IDS;
const WRITES = /batch\/(create|update|upsert|archive)|timeline/;

describe('what people do to records in HubSpot', () => {
  let product: Product;
  let changes: RecordChanges;

  beforeEach(async () => {
    product = await startProduct();
    product.sandbox.addPortal(demoPortal('2026-12-31'));
    await product.connect('org_1', portal);
    const { store } = product;
    changes = createRecordChanges({
      store,
      clock: systemClock,
      queue: createPortalQueue({ store, clock: systemClock }),
    });
  });

  afterEach(() => product.stop());

  const send = async (envelope: object) => {
    await product.deliver(envelope);
    await product.idle();
  };
  const again = async (sessionId: string) => {
    product.sandbox.resetCalls();
    await product.api('POST', `/syncs/${sessionId}/retry`);
    await product.idle();
    return product.sandbox.calls().filter(({ method, path }) => method !== 'GET' && WRITES.test(path));
  };
  const row = (sessionId: string) => product.store.collection(syncs).findOne({ sessionId });
  const contactsOf = async (sessionId: string) =>
    ((await row(sessionId))?.links ?? []).filter(({ type }) => type === 'contacts').map(({ id }) => id);
  const conversationsOn = async (id: string) =>
    (await product.card(portal, `/cards/contact?objectId=${id}`)).body;

  it('follows a merge: links, cards and figures move to the survivor, and nothing is written twice', async () => {
    await send(sales(new Date(), 'org_1', 'a'));
    const survivor = product.sandbox.create(portal, 'contacts', {
      id: '9001',
      properties: { email: 'j.smith@acme.com', firstname: 'J.' },
    });
    product.sandbox.merge(portal, 'contacts', survivor, DEMO_IDS.john);

    await changes.followMerge(portal, 'contacts', [DEMO_IDS.john], survivor);
    await changes.followMerge(portal, 'contacts', [DEMO_IDS.john], survivor);
    await product.idle();

    expect(await contactsOf('ses_sales_a')).toContain(survivor);
    expect(await contactsOf('ses_sales_a')).not.toContain(DEMO_IDS.john);
    expect(await conversationsOn(survivor)).toMatchObject({ state: 'ready' });
    expect(await conversationsOn(DEMO_IDS.john)).toMatchObject({ state: 'empty' });
    expect(
      product.sandbox.record(portal, 'contacts', survivor)?.properties['liveprompt_engagement_score'],
    ).not.toBe('');
    expect(await again('ses_sales_a')).toEqual([]);
  });

  it('forgets a deleted contact and does not make it again, however often the conversation is synced', async () => {
    const envelope = unknownAttendee(new Date(), 'org_1', 'a');
    const { id: sessionId } = envelope.data.session;
    await send(envelope);
    const [made = ''] = await contactsOf(sessionId);
    product.sandbox.archive(portal, 'contacts', made);

    await changes.forgetRecord(portal, 'contacts', made);
    await changes.forgetRecord(portal, 'contacts', made);
    expect(await contactsOf(sessionId)).toEqual([]);
    expect(await conversationsOn(made)).toMatchObject({ state: 'empty' });
    for (let round = 0; round < 3; round += 1) await again(sessionId);

    const live = product.sandbox.records(portal, 'contacts').filter(({ archived }) => !archived);
    expect(live.filter(({ createdBy }) => createdBy === 'app')).toEqual([]);
    expect(await again(sessionId)).toEqual([]);
  });

  it('remembers a deletion that no webhook told, from the first turn that sees it', async () => {
    const envelope = unknownAttendee(new Date(), 'org_1', 'a');
    const { id: sessionId } = envelope.data.session;
    await send(envelope);
    const [made = ''] = await contactsOf(sessionId);
    product.sandbox.archive(portal, 'contacts', made);
    for (let round = 0; round < 3; round += 1) await again(sessionId);
    const live = product.sandbox.records(portal, 'contacts').filter(({ archived }) => !archived);
    expect(live.filter(({ createdBy }) => createdBy === 'app')).toEqual([]);
  });

  it('never makes an activity again that people deleted, and takes it off the cards', async () => {
    await send(sales(new Date(), 'org_1', 'a'));
    const task = product.sandbox.records(portal, 'tasks')[0]?.id ?? '';
    product.sandbox.archive(portal, 'tasks', task);
    await changes.forgetRecord(portal, 'tasks', task);
    const card = await conversationsOn(DEMO_IDS.john);
    expect(card.tasks.map(({ id }) => id)).not.toContain(task);
    expect(await again('ses_sales_a')).toEqual([]);
    expect(product.sandbox.records(portal, 'tasks').filter(({ archived }) => !archived)).toHaveLength(2);
  });

  it('leaves a row that a worker holds to the worker, and has it done again', async () => {
    await send(sales(new Date(), 'org_1', 'a'));
    const rows = product.store.collection(syncs);
    await product.worker.stop(1_000);
    await rows.updateOne({ sessionId: 'ses_sales_a' }, { $set: { state: 'running' } });
    await changes.followMerge(portal, 'contacts', [DEMO_IDS.john], '9001');
    expect(await row('ses_sales_a')).toMatchObject({ state: 'queued' });
    expect(await contactsOf('ses_sales_a')).toContain(DEMO_IDS.john);
  });

  it('does nothing for records of another portal', async () => {
    await send(sales(new Date(), 'org_1', 'a'));
    const before = await row('ses_sales_a');
    await changes.followMerge('999', 'contacts', [DEMO_IDS.john], '9001');
    await changes.forgetRecord('999', 'contacts', DEMO_IDS.john);
    expect(await row('ses_sales_a')).toEqual(before);
  });
});
