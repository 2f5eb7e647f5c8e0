import { crmEvents } from '../../../server/crmEvents/eventLog.ts';
import { conversations } from '../../../server/cards/conversations.ts';
import { proposalId, proposals, type ProposalDocument } from '../../../server/proposals/proposal.ts';
import { syncs } from '../../../server/sync/ledger.ts';
import { BUYERS } from '../../sandbox/samples/cast.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(60_000);

const NOW = new Date('2026-11-24T10:00:00Z');
const { portal, john, sarah, acmeRollout } = DEMO_IDS;

let product: Product;
const journaled = () => product.store.collection(crmEvents).find({}).toArray();
const shownOn = (objectId: string) => product.store.collection(conversations).countDocuments({ objectId });
const linked = async () =>
  (await product.store.collection(syncs).findOne({ sessionId: 'ses_sales_a' }))?.links ?? [];
const deliver = async (arrange?: (events: readonly object[]) => readonly object[]) => {
  const statuses = await product.sandbox.deliverWebhooks(arrange);
  await product.takenInSettled();
  await product.idle();
  return statuses;
};

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

beforeEach(async () => {
  const { store } = product;
  await store.collection(crmEvents).deleteMany({});
  await store.collection(syncs).deleteMany({});
  await store.collection(conversations).deleteMany({});
  await store.collection(proposals).deleteMany({});
});

describe('what people do in HubSpot', () => {
  let nth = 0;
  let id = '';
  let org = '';

  beforeEach(async () => {
    nth += 1;
    id = String(Number(portal) + nth);
    org = `org_${nth}`;
    product.sandbox.addPortal({ ...demoPortal('2026-12-31'), portalId: id });
    await product.connect(org, id);
    await product.deliver(sales(NOW, org, 'a'));
    await product.idle();
  });

  it('a merge moves links and cards to the record that is left, told twice or not', async () => {
    product.sandbox.merge(id, 'contacts', sarah, john);
    const [merge] = product.sandbox.pendingWebhooks();
    expect(await deliver((events) => [...events, ...events])).toEqual([200]);
    expect(merge).toMatchObject({ subscriptionType: 'object.merge', objectTypeId: '0-1' });
    expect((await linked()).filter(({ type }) => type === 'contacts').map((one) => one.id)).toEqual([sarah]);
    expect([await shownOn(john), await shownOn(sarah)]).toEqual([0, 1]);
    expect((await journaled()).map(({ kind, dueAt }) => [kind, dueAt])).toEqual([['merge', null]]);
  });

  it('merges that arrive in the wrong order end at the last survivor', async () => {
    const third = product.sandbox.create(id, 'contacts', { properties: { email: 'third@acme.com' } });
    product.sandbox.merge(id, 'contacts', sarah, john);
    product.sandbox.merge(id, 'contacts', third, sarah);
    await deliver((events) => events.slice(1));
    await deliver();
    expect((await linked()).filter(({ type }) => type === 'contacts').map((one) => one.id)).toEqual([third]);
    expect([await shownOn(john), await shownOn(sarah), await shownOn(third)]).toEqual([0, 0, 1]);
  });

  it('a deletion drops the links and the record is never made again; a restore brings them back', async () => {
    product.sandbox.archive(id, 'contacts', john);
    expect(await deliver()).toEqual([200]);
    expect((await linked()).map((one) => one.id)).not.toContain(john);
    expect(await shownOn(john)).toBe(0);
    await product.api('POST', '/syncs/ses_sales_a/retry', { org });
    await product.idle();
    const contacts = product.sandbox.records(id, 'contacts').filter(({ archived }) => !archived);
    expect(contacts.filter(({ properties }) => properties['email'] === BUYERS.john.email)).toEqual([]);

    product.sandbox.restore(id, 'contacts', john);
    await deliver();
    expect((await linked()).map((one) => one.id)).toContain(john);
    expect(await shownOn(john)).toBe(1);
  });

  it('a deletion that comes after its own restore changes nothing', async () => {
    product.sandbox.archive(id, 'contacts', john);
    await new Promise((resolve) => setImmediate(resolve));
    product.sandbox.restore(id, 'contacts', john);
    const [deletion, restore] = product.sandbox.pendingWebhooks() as { occurredAt: number }[];
    await deliver(() => [{ ...restore, occurredAt: (deletion?.occurredAt ?? 0) + 5 }]);
    await deliver(() => [{ ...deletion }]);
    expect((await linked()).map((one) => one.id)).toContain(john);
  });

  it('a deal that people move makes what waits for a decision about its stage stale', async () => {
    const open = (property: string, current: string): ProposalDocument => {
      const draft = {
        sessionId: 'ses_sales_a',
        objectType: 'deal' as const,
        objectId: acmeRollout,
        property,
      };
      return {
        ...draft,
        _id: proposalId(org, draft),
        orgId: org,
        portalId: id,
        sessionTitle: 'Acme',
        conversationAt: NOW,
        kind: property === 'dealstage' ? 'stage' : 'property',
        valueType: { type: 'string', fieldType: 'text' },
        what: 'Deal stage',
        current,
        currentLabel: null,
        proposed: 'contractsent',
        proposedLabel: 'Contract sent',
        alongside: {},
        reason: 'r',
        quote: null,
        confidence: null,
        state: 'open',
        message: null,
        createdAt: NOW,
        decidedAt: null,
        decidedBy: null,
        undoUntil: null,
        busyUntil: null,
      };
    };
    const stage = open('dealstage', 'presentationscheduled');
    const other = open('amount', '1');
    await product.store.collection(proposals).deleteMany({});
    await product.store.collection(proposals).insertMany([stage, other]);
    product.sandbox.edit(id, 'deals', acmeRollout, { dealstage: 'closedlost' });
    await deliver();
    const states = await product.store.collection(proposals).find({}).toArray();
    expect(new Map(states.map(({ property, state }) => [property, state]))).toEqual(
      new Map([
        ['dealstage', 'stale'],
        ['amount', 'open'],
      ]),
    );
    expect(states.find(({ property }) => property === 'dealstage')?.message).toMatch(/moved the deal/);
  });
});

describe('POST /webhooks/hubspot', () => {
  const url = () => `${product.url}/webhooks/hubspot`;
  const event = (change: object = {}) => ({
    eventId: 1,
    portalId: Number(portal) + 900,
    subscriptionType: 'object.deletion',
    objectTypeId: '0-1',
    objectId: 501,
    occurredAt: NOW.getTime(),
    attemptNumber: 0,
    ...change,
  });

  it('refuses what HubSpot did not sign, and stores nothing', async () => {
    const body = JSON.stringify([event()]);
    const unsigned = await fetch(url(), {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(unsigned.status).toBe(401);
    expect(await journaled()).toEqual([]);
  });

  it('answers 200 to portals, types and shapes that concern nobody, and keeps nothing of them', async () => {
    const strange = [
      event(),
      event({ subscriptionType: 'object.creation' }),
      event({ objectTypeId: '0-99' }),
      { a: 1 },
      7,
      null,
    ];
    expect(await product.sandbox.sendWebhook(url(), strange as object[])).toBe(200);
    expect(await journaled()).toEqual([]);
  });

  it('stores each event once before it answers, whatever the attempt, portals mixed', async () => {
    const own = `${Number(portal) + 500}`;
    const other = `${Number(portal) + 501}`;
    for (const [org, one] of [
      ['org_own', own],
      ['org_other', other],
    ] as const) {
      product.sandbox.addPortal({ ...demoPortal('2026-12-31'), portalId: one });
      await product.connect(org, one);
    }
    const mine = event({ portalId: Number(own) });
    const theirs = event({ portalId: Number(other) });
    expect(await product.sandbox.sendWebhook(url(), [mine, theirs, event()])).toBe(200);
    expect(
      await product.sandbox.sendWebhook(url(), [
        { ...mine, attemptNumber: 1 },
        event({ ...mine, occurredAt: 5 }),
      ]),
    ).toBe(200);
    const rows = await journaled();
    expect(rows.map(({ portalId }) => portalId).sort()).toEqual([own, own, other]);
    await product.takenInSettled();
  });

  it.each([
    ['an object', '{}'],
    ['no JSON', '[{'],
  ])('refuses %s with 400 even when it is signed', async (_name, body) => {
    const { signatureV3 } = await import('../../sandbox/hubspot/signature.ts');
    const at = Date.now();
    const response = await fetch(url(), {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-hubspot-signature-v3': signatureV3('client-secret', 'POST', url(), body, at),
        'x-hubspot-request-timestamp': String(at),
      },
    });
    expect(response.status).toBe(400);
  });

  it('what fails is tried again by the sweep', async () => {
    const [row] = await (async () => {
      await product.sandbox.sendWebhook(url(), [event({ portalId: Number(portal) + 1 })]);
      await product.takenInSettled();
      return journaled();
    })();
    const documents = product.store.collection(crmEvents);
    await documents.updateOne({ _id: row?._id ?? '' }, { $set: { dueAt: new Date(0) } });
    await product.jobs.find(({ name }) => name === 'sweep-crm-events')?.run();
    expect((await documents.findOne({ _id: row?._id ?? '' }))?.dueAt).toBeNull();
  });
});
