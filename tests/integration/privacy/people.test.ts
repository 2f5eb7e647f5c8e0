import type { PersonErasure, PersonExport } from '../../../shared/people.ts';
import { audit } from '../../../server/audit/audit.ts';
import { COLLECTIONS } from '../../../server/collections.ts';
import { erasures } from '../../../server/privacy/erasures.ts';
import { BUYERS } from '../../sandbox/samples/cast.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { offsetClock } from '../../support/offsetClock.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(60_000);

const NOW = new Date('2026-11-24T10:00:00Z');
const { john } = BUYERS;
const ORG = 'org_people';

let product: Product;
let clock: ReturnType<typeof offsetClock>;

const post = (path: string, body: unknown, as: object = {}) =>
  product.api('POST', path, { body, org: ORG, ...as });
const traces = async (needle: string) => {
  const found: string[] = [];
  for (const spec of COLLECTIONS) {
    const text = JSON.stringify(await product.store.collection(spec).find({}).toArray()).toLowerCase();
    if (text.includes(needle.toLowerCase())) found.push(spec.name);
  }
  return found;
};
const laterLook = async () => {
  clock.skip(25_000);
  await product.jobs.find(({ name }) => name === 'finish-erasures')?.run();
  await product.idle();
};

beforeAll(async () => {
  clock = offsetClock();
  product = await startProduct({ clock });
  product.sandbox.addPortal(demoPortal('2026-12-31'));
  await product.connect(ORG, DEMO_IDS.portal);
  await product.deliver(sales(NOW, ORG, 'a'));
  await product.idle();
});
afterAll(() => product.stop());

describe('the rights of a person', () => {
  it.each(['/people/export', '/people/erase'])('%s is for admins, one address at a time', async (path) => {
    const body = { email: john.email };
    expect(await post(path, body, { role: 'member' })).toMatchObject({ status: 403 });
    expect(await post(path, { email: 'nobody' })).toMatchObject({ status: 422 });
    // Who asks decides for which organisation; a key nobody knows says nothing (reliability.md §5).
    expect((await post(path, { email: 'nobody@nowhere.example', org: 'other' })).status).toBeLessThan(300);
  });

  it('exports what is stored, however the address is spelled, and nobody else', async () => {
    const answer = await post('/people/export', { email: john.email.toUpperCase() });
    const { email, conversations, truncated } = answer.body as unknown as PersonExport;
    expect([answer.status, email, truncated]).toEqual([200, john.email, false]);
    expect(conversations).toHaveLength(1);
    const [one] = conversations;
    expect(one?.session['participants']).toEqual([expect.objectContaining({ email: john.email })]);
    expect(one?.hubspot.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['meetings', 'tasks', 'contacts', 'deals']),
    );
  });

  it('knows nobody of another organisation', async () => {
    const answer = await post('/people/export', { email: john.email }, { org: 'org_other' });
    expect(answer.body).toMatchObject({ conversations: [], proposals: [], audit: [] });
    expect(await post('/people/erase', { email: john.email }, { org: 'org_other' })).toMatchObject({
      status: 202,
      body: { conversations: 0, contactsInHubSpot: [] },
    });
    expect((await traces(john.email)).length).toBeGreaterThan(3);
  });

  it('erases from every collection within half a minute, for good, and says that it happened', async () => {
    const { status, body } = await post('/people/erase', { email: john.email });
    const { conversations, contactsInHubSpot } = body as unknown as PersonErasure;
    expect([status, conversations, contactsInHubSpot]).toEqual([202, 1, [DEMO_IDS.john]]);
    // A turn that read before the first look may have written since; and the order itself names the person.
    expect(await traces(john.email)).toEqual(['erasures']);
    await laterLook();
    expect(await traces(john.email)).toEqual([]);
    expect(await traces(john.name)).toEqual([]);
    expect(
      await product.store.collection(audit).findOne({ orgId: ORG, what: 'person_erased' }),
    ).toMatchObject({ where: 'liveprompt' });

    await product.deliver(sales(NOW, ORG, 'again'));
    await product.idle();
    expect(await traces(john.email)).toEqual([]);
  });

  it('is finished by the schedule when the process died after it was asked for', async () => {
    await product.deliver(sales(NOW, ORG, 'b'));
    await product.idle();
    const sarah = BUYERS.sarah;
    expect((await traces(sarah.email)).length).toBeGreaterThan(1);
    await product.store.collection(erasures).insertOne({
      _id: 'left behind',
      orgId: ORG,
      email: sarah.email,
      by: 'admin@seller.com',
      looks: 0,
      lookAt: clock.now(),
      found: { people: [], rows: [], contactIds: [] },
    });
    await laterLook();
    await laterLook();
    expect(await traces(sarah.email)).toEqual([]);
  });
});
