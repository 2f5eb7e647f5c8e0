import { createSeals } from '../../../server/audit/seal.ts';
import { COLLECTIONS } from '../../../server/collections.ts';
import { audit, createAudit } from '../../../server/audit/audit.ts';
import { tombstones } from '../../../server/privacy/tombstones.ts';
import { sessions } from '../../../server/sessions/sessionStore.ts';
import { syncs } from '../../../server/sync/ledger.ts';
import { BUYERS } from '../../sandbox/samples/cast.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { offsetClock } from '../../support/offsetClock.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(60_000);

const NOW = new Date('2026-11-24T10:00:00Z');
const { john, sarah } = DEMO_IDS;
const { name, email, phone } = BUYERS.john;

let product: Product;
let clock: ReturnType<typeof offsetClock>;
let nth = 0;
let id = '';
let org = '';

type Events = readonly { subscriptionType: string }[];
const only = (type: string) => (events: readonly object[]) =>
  (events as Events).filter(({ subscriptionType }) => subscriptionType === type);
const deliver = async (arrange?: (events: readonly object[]) => readonly object[]) => {
  await product.sandbox.deliverWebhooks(arrange);
  await product.takenInSettled();
  await product.idle();
};
/** The schedule's next look, when whoever was writing has ended. */
const secondLook = async () => {
  clock.skip(25_000);
  await product.jobs.find(({ name: job }) => job === 'sweep-crm-events')?.run();
  await product.idle();
};
/** Where anything of the person is left, by collection. */
async function traces(): Promise<string[]> {
  const found: string[] = [];
  for (const spec of COLLECTIONS) {
    const documents = await product.store.collection(spec).find({}).toArray();
    const text = JSON.stringify(
      documents.filter((one) =>
        [one['orgId'], one['portalId'], one._id].some(
          (key) => key === org || key === id || String(key).startsWith(`${org}:`),
        ),
      ),
    );
    for (const needle of [name, email, phone, 'John'])
      if (text.toLowerCase().includes(needle.toLowerCase())) found.push(`${spec.name}: ${needle}`);
  }
  return found;
}

beforeAll(async () => {
  clock = offsetClock();
  product = await startProduct({ clock });
});
afterAll(() => product.stop());

beforeEach(async () => {
  nth += 1;
  org = `org_p${nth}`;
  id = String(77_000_000 + nth);
  product.sandbox.addPortal({ ...demoPortal('2026-12-31'), portalId: id });
  await product.connect(org, id);
  await product.deliver(sales(NOW, org, 'a'));
  await product.idle();
  expect((await traces()).length).toBeGreaterThan(3);
});

describe('a privacy deletion in HubSpot', () => {
  const DELETION = only('object.deletion');
  const PRIVACY = only('contact.privacyDeletion');

  it.each([
    ['before the deletion', [PRIVACY, DELETION]],
    ['after the deletion', [DELETION, PRIVACY]],
    ['without a deletion', [PRIVACY]],
    [
      'twice',
      [(events: readonly object[]) => PRIVACY(events).flatMap((one) => [one, { ...one, eventId: 9_999 }])],
    ],
  ])('%s erases the person within a minute from every collection', async (_name, order) => {
    await createAudit({
      store: product.store,
      clock,
      seals: createSeals(product.config.encryptionKeys),
    }).record({
      orgId: org,
      who: 'admin@seller.com',
      what: 'link_removed',
      where: 'hubspot',
      portalId: id,
      subject: 'ses_sales_a',
      before: { contact: `${name} <${email}>` },
    });
    product.sandbox.gdprDelete(id, john);
    for (const arrange of order) await deliver(arrange);
    await secondLook();
    await deliver();
    expect(await traces()).toEqual([]);
    const others = await product.store.collection(sessions).findOne({ orgId: org });
    expect(JSON.stringify(others)).toContain(BUYERS.sarah.email);
    expect(
      await createAudit({
        store: product.store,
        clock,
        seals: createSeals(product.config.encryptionKeys),
      }).verify(org),
    ).toMatchObject({ intact: true });
    const erased = await product.store.collection(audit).findOne({ orgId: org, what: 'person_erased' });
    expect(erased).toMatchObject({ who: 'system', where: 'hubspot' });
  });

  it('is not undone by a late webhook of liveprompt, and the contact is not made again', async () => {
    product.sandbox.gdprDelete(id, john);
    await deliver();
    const late = sales(NOW, org, 'a');
    late.data.session.version = 2;
    await product.deliver(late);
    await product.deliver(sales(NOW, org, 'b'));
    await product.idle();
    await secondLook();
    expect(await traces()).toEqual([]);
    const contacts = product.sandbox.records(id, 'contacts').filter(({ archived }) => !archived);
    expect(contacts.filter(({ properties }) => properties['email'] === email)).toEqual([]);
    const row = await product.store.collection(syncs).findOne({ orgId: org, sessionId: 'ses_sales_b' });
    expect(row?.links.filter(({ type }) => type === 'contacts').map((one) => one.id)).toEqual([sarah]);
  });

  it('keeps no word of a conversation that nobody else from outside took part in', async () => {
    const alone = sales(NOW, org, 'c');
    const session = alone.data.session;
    session.participants = session.participants.filter((one) => one.internal === true || one.email === email);
    await product.deliver(alone);
    await product.idle();
    product.sandbox.gdprDelete(id, john);
    await deliver();
    await secondLook();
    const kept = await product.store.collection(sessions).findOne({ orgId: org, sessionId: 'ses_sales_c' });
    expect(kept?.session).toMatchObject({ summary: { brief: '[erased]' } });
    expect(JSON.stringify(kept)).not.toContain('quarterly');
  });

  it('leaves other organisations and a hash that tells nothing', async () => {
    const rows = await product.store.collection(tombstones).find({}).toArray();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(email);
    const mine = await product.store.collection(sessions).findOne({ orgId: org });
    expect(JSON.stringify(mine)).toContain(email);
  });
});
