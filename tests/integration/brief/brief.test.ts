import { brief as briefSchema, type Brief } from '../../../shared/brief.ts';
import { BUYERS } from '../../sandbox/samples/cast.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { eventually } from '../../support/eventually.ts';
import { offsetClock } from '../../support/offsetClock.ts';
import { startProduct, type Product } from '../../support/product.ts';

const { portal, john, acme, acmeRollout } = DEMO_IDS;
const JOHN = { email: BUYERS.john.email, name: 'John Smith' };

jest.setTimeout(30_000);

describe('the brief before a call', () => {
  const clock = offsetClock();
  let product: Product;
  /** A test that ends the wait by itself puts its signal here; asked for how long is noted. */
  let cut: AbortSignal | undefined;
  const waits: number[] = [];

  beforeAll(async () => {
    product = await startProduct({
      clock,
      deadline: (ms) => {
        waits.push(ms);
        return cut ?? AbortSignal.timeout(ms);
      },
      sandbox: { latencyMs: 15, monotonicMs: () => clock.monotonicMs() },
    });
    product.sandbox.addPortal(demoPortal('2027-12-31'));
    await product.connect('org_1', portal);
    await product.deliver(sales(new Date(clock.now().getTime() - 15 * 86_400_000), 'org_1', 'a'));
    await product.idle();
  });
  beforeEach(() => {
    // Nothing of the test before is kept, neither briefs nor the calls of the window.
    clock.skip(60_001);
    product.sandbox.resetCalls();
  });
  afterEach(() => expect(product.sandbox.calls().flatMap((call) => call.violations)).toEqual([]));
  afterAll(() => product.stop());

  const ask = async (
    participants: object[],
    more: { role?: 'member'; host?: object } = {},
  ): Promise<Brief> => {
    const { status, body } = await product.api('POST', '/context', {
      role: more.role ?? 'admin',
      body: { participants, ...(more.host ? { host: more.host } : {}) },
    });
    expect(status).toBe(200);
    return briefSchema.parse(body);
  };
  const rounds = () => new Set(product.sandbox.calls().map(({ round }) => round)).size;
  const points = ({ talkingPoints }: Brief) => talkingPoints.map(({ text }) => text).join('\n');

  it('is there inside HubSpot too; 409 without a connection, 422 for a body of another shape', async () => {
    const inside = await product.card(portal, '/context', 'POST', { participants: [JOHN] });
    expect([inside.status, briefSchema.parse(inside.body).contact?.id]).toEqual([200, john]);
    const none = await product.api('POST', '/context', { org: 'org_2', body: { participants: [JOHN] } });
    expect(none.status).toBe(409);
    for (const body of [{}, { participants: [] }, { participants: [{}] }, { participants: [{ email: ' ' }] }])
      expect((await product.api('POST', '/context', { body })).status).toBe(422);
  });

  it('takes participants as a session has them: what it does not ask for is dropped', async () => {
    const participants = [
      { ...JOHN, phone: '+49', internal: false },
      { name: 'Only a name', email: '' },
    ];
    const { status } = await product.api('POST', '/context', { body: { participants, sessionId: 'ses_1' } });
    expect(status).toBe(200);
  });

  it('says who comes, what is open, what was said and promised, each with its source', async () => {
    const start = clock.now().getTime() + 3 * 86_400_000;
    const meeting = product.sandbox.create(portal, 'meetings', {
      properties: {
        hs_timestamp: new Date(start).toISOString(),
        hs_meeting_title: 'Contract talk',
        hs_meeting_start_time: new Date(start).toISOString(),
        hs_meeting_location: 'Room 4',
      },
      associations: [{ type: 'contacts', id: john }],
    });
    const mine = product.sandbox.create(portal, 'tasks', {
      properties: {
        hs_timestamp: new Date(start).toISOString(),
        hs_task_subject: 'Call John back',
        hs_task_status: 'NOT_STARTED',
      },
      associations: [{ type: 'contacts', id: john }],
    });
    const answer = await ask([JOHN, { email: BUYERS.sarah.email }], { role: 'member' });

    expect(answer.contact).toMatchObject({ id: john, name: 'John Smith', companyId: acme });
    expect(answer.contact?.title).toEqual(expect.any(String));
    expect(answer.contacts).toHaveLength(2);
    expect(answer.company).toMatchObject({
      name: 'Acme',
      employees: 840,
      size: '840 employees',
      industry: 'Logistics and supply chain',
    });
    expect(answer.deals).toContainEqual(
      expect.objectContaining({
        id: acmeRollout,
        currency: 'USD',
        amountText: expect.stringMatching(/^\$[\d,]+$/),
        stage: expect.any(String),
        pipeline: 'Sales Pipeline',
      }),
    );
    expect(answer.lastConversation).toMatchObject({
      sessionId: 'ses_sales_a',
      words: '2 weeks ago',
      kind: 'sales',
    });
    expect(answer.lastInteraction).toMatchObject({
      words: '2 weeks ago',
      what: 'Acme: pricing and rollout plan',
    });
    expect(answer.openTasks.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['Send contract with quarterly invoicing', 'Call John back']),
    );
    expect(answer.openTasks.find(({ id }) => id === mine)).toMatchObject({
      overdue: false,
      due: 'in 3 days',
    });
    expect(answer.promises[0]).toMatchObject({
      overdue: true,
      source: { kind: 'conversation', label: 'Acme: pricing and rollout plan' },
    });
    expect(answer.promises.map(({ text }) => text)).not.toContain('Call John back');
    expect(answer.objections.map(({ answered }) => answered)).toEqual(expect.arrayContaining([false]));
    expect(answer.nextMeeting).toMatchObject({
      title: 'Contract talk',
      words: 'in 3 days',
      location: 'Room 4',
      source: { kind: 'meeting' },
    });
    expect(points(answer)).toMatch(/We promised ".+"; it was due .+ and is still open/);
    expect(answer.leftOut).toEqual([]);
    product.sandbox.archive(portal, 'meetings', meeting);
  });

  it('takes two rounds to HubSpot, and none within a minute; who asks at once shares them', async () => {
    await ask([JOHN]);
    expect(rounds()).toBe(2);
    product.sandbox.resetCalls();
    const [again, twin] = await Promise.all([ask([JOHN]), ask([JOHN])]);
    expect(again).toEqual(twin);
    expect(product.sandbox.calls()).toEqual([]);
    clock.skip(60_001);
    await Promise.all([ask([JOHN]), ask([JOHN])]);
    expect(product.sandbox.calls().filter(({ path }) => path.includes('/contacts/'))).toHaveLength(1);
  });

  it('tells who is new, who is a colleague and who was left out of a large invitation', async () => {
    const crowd = Array.from({ length: 9 }, (_, index) => ({ email: `p${index}@new.example` }));
    const answer = await ask(
      [
        { name: 'Nobody Known' },
        { email: 'priya@seller.com', name: 'Priya' },
        { email: 'not an address' },
        ...crowd,
      ],
      { host: { email: 'dana@seller.com' } },
    );
    expect(answer.contact).toBeNull();
    expect(answer.unknown.map(({ email, name }) => email ?? name)).toEqual([
      'Nobody Known',
      ...crowd.slice(0, 8).map(({ email }) => email),
    ]);
    expect(answer.unknown[1]?.reason).toMatch(/^not_in_hubspot: /);
    expect(answer.skipped.map(({ reason }) => reason.split(':')[0])).toEqual([
      'internal',
      'invalid_email',
      'too_many',
    ]);
    expect(answer.talkingPoints).toHaveLength(3);
    expect(points(answer)).toMatch(/is new to HubSpot/);
  });

  it('names what is late and shows the rest, after two seconds at the most', async () => {
    const undo = product.sandbox.fault({ path: /deals\/batch\/read/, kind: 'hang', times: 1 });
    const end = new AbortController();
    cut = end.signal;
    waits.length = 0;
    const asked = ask([JOHN]);
    // Everything else of the second round has been answered when the two seconds are over.
    await eventually(() =>
      expect(product.sandbox.calls().map(({ path }) => path.split('/').slice(-3)[0])).toEqual(
        expect.arrayContaining(['companies', 'tasks', 'meetings']),
      ),
    );
    end.abort();
    const answer = await asked;
    undo();
    cut = undefined;
    expect(Math.max(...waits)).toBeLessThanOrEqual(2_000);
    expect(answer.leftOut).toEqual([{ part: 'deals', reason: expect.stringMatching(/^late: /) }]);
    expect(answer.deals).toEqual([]);
    expect(answer.company).toMatchObject({ name: 'Acme' });
    // What misses something is not kept.
    expect((await ask([JOHN])).leftOut).toEqual([]);
  });

  it('knows from earlier conversations what it can when HubSpot refuses', async () => {
    const undo = product.sandbox.fault({ path: /\/contacts\/|tasks/, kind: 'status', status: 503 });
    const answer = await ask([JOHN]);
    undo();
    expect(answer.leftOut.map(({ part }) => part)).toContain(JOHN.email);
    expect(answer.unknown).toEqual([]);
    expect(answer.lastConversation?.sessionId).toBe('ses_sales_a');
    expect(answer.openTasks.map(({ subject }) => subject)).toContain(
      'Send contract with quarterly invoicing',
    );
    expect(answer.deals.map(({ id }) => id)).toContain(acmeRollout);
  });
});
