import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { offsetClock } from '../../support/offsetClock.ts';
import { startProduct, type Product } from '../../support/product.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const { portal } = DEMO_IDS;

/** On whatever day the test runs, the next meeting is still to come. */
const salesCall = () => {
  const envelope = sales(NOW, 'org_1', 'a');
  const next = { title: 'Acme: contract review', location: 'Video call' };
  envelope.data.session.next_meeting = {
    ...next,
    starts_at: '2099-12-01T15:00:00Z',
    ends_at: '2099-12-01T15:30:00Z',
  };
  return envelope;
};

jest.setTimeout(30_000);

describe('a sales call with people, company and deal that HubSpot knows', () => {
  let product: Product;

  beforeAll(async () => {
    const clock = offsetClock();
    // Rounds are told apart by what runs at once: a busy machine may take its time between two calls of one.
    product = await startProduct({ clock, sandbox: { now: clock.now, latencyMs: 400 } });
    product.sandbox.addPortal(demoPortal('2026-12-31'));
    await product.connect('org_1', portal);
    // Connecting used half of the window; what comes right behind it is spread over seconds (decision 0023).
    clock.skip(11_000);
    product.sandbox.resetCalls();
    const answer = await product.deliver(salesCall());
    expect(answer).toMatchObject({ status: 202, body: { accepted: true, duplicate: false } });
    await product.idle();
  });

  afterAll(() => product.stop());

  const only = (type: string, isNext = false) => {
    const [record, ...others] = product.sandbox
      .records(portal, type)
      .filter(
        ({ properties }) =>
          properties['hs_meeting_external_url']?.endsWith('#next') === isNext || type !== 'meetings',
      );
    expect(others).toEqual([]);
    if (!record) throw new Error(`no ${type}`);
    return record;
  };
  const linked = (record: { associations: { type: string; id: string }[] }) =>
    record.associations.map(({ type, id }) => `${type}:${id}`).sort();

  const EVERYONE = [
    `companies:${DEMO_IDS.acme}`,
    `contacts:${DEMO_IDS.john}`,
    `contacts:${DEMO_IDS.sarah}`,
    `deals:${DEMO_IDS.acmeRollout}`,
  ];

  it('sends only what HubSpot accepts, in four rounds and twelve calls plus two cached directories', () => {
    const calls = product.sandbox.calls();
    expect(calls.flatMap(({ violations }) => violations)).toEqual([]);
    expect(calls.filter(({ status }) => status >= 400)).toEqual([]);
    // The company is read beside the deal, because of a request that was asked for (decision 0025).
    expect(new Set(calls.map(({ round }) => round)).size).toBe(4);
    expect(calls).toHaveLength(14);
  });

  it('makes one meeting on both contacts, the company and the open deal', () => {
    const meeting = only('meetings');
    expect(meeting.properties).toMatchObject({
      hs_meeting_title: 'Acme: pricing and rollout plan',
      hs_meeting_outcome: 'COMPLETED',
      hs_meeting_external_url: 'https://app.liveprompt.ai/s/ses_sales_a',
      hubspot_owner_id: '41629779',
    });
    expect(meeting.properties['hs_meeting_body']).toContain('View full summary in liveprompt');
    expect(linked(meeting)).toEqual(EVERYONE);
  });

  it('schedules the next meeting on the same records, once', () => {
    const meeting = only('meetings', true);
    expect(meeting.properties).toMatchObject({
      hs_meeting_title: 'Acme: contract review',
      hs_meeting_start_time: '2099-12-01T15:00:00Z',
      hs_meeting_end_time: '2099-12-01T15:30:00Z',
      hs_meeting_outcome: 'SCHEDULED',
      hs_meeting_location: 'Video call',
      hubspot_owner_id: '41629779',
    });
    expect(meeting.properties['hs_meeting_body']).toContain('invited nobody');
    expect(linked(meeting)).toEqual(EVERYONE);
  });

  it('makes one note with the key insights, and one of the feature request that is not on the deal', () => {
    const [note, request, ...others] = product.sandbox.records(portal, 'notes');
    if (!note || !request) throw new Error('no notes');
    expect(others).toEqual([]);
    expect(note.properties['hs_note_body']).toContain('Key insights');
    expect(linked(note)).toEqual(EVERYONE);
    expect(request.properties['hs_note_body']).toContain('Team leaderboard by site');
    expect(linked(request)).toEqual(EVERYONE.filter((one) => !one.startsWith('deals:')));
  });

  it('makes one task per action item: owner by e-mail, priority, nine in the morning where the call was', () => {
    const tasks = product.sandbox.records(portal, 'tasks').map(({ properties }) => properties);
    expect(tasks).toEqual([
      expect.objectContaining({
        hs_task_subject: 'Send contract with quarterly invoicing',
        hs_task_priority: 'HIGH',
        hubspot_owner_id: '41629779',
        hs_timestamp: '2026-11-26T15:00:00Z',
      }),
      expect.objectContaining({ hs_task_priority: 'MEDIUM', hubspot_owner_id: '41629779' }),
      expect.objectContaining({ hs_task_priority: 'LOW', hubspot_owner_id: '41629781' }),
    ]);
  });

  it('writes contact and deal properties', () => {
    const john = product.sandbox.record(portal, 'contacts', DEMO_IDS.john);
    expect(john?.properties).toMatchObject({
      liveprompt_engagement_score: '80',
      liveprompt_sentiment: 'positive',
      liveprompt_last_meeting_date: '2026-11-24T09:13:00Z',
    });
    expect(john?.properties['liveprompt_recent_summary']).toContain('rollout for 120 agents');
    const deal = product.sandbox.record(portal, 'deals', DEMO_IDS.acmeRollout);
    expect(deal?.properties['hs_next_step']).toBe('Send the contract with quarterly invoicing');
  });

  it('shows the conversation on the cards of the contact and of the deal', async () => {
    const contact = await product.card(portal, `/cards/contact?objectId=${DEMO_IDS.john}`);
    expect(contact.body).toMatchObject({
      state: 'ready',
      score: { value: 80, previous: null, trend: 'flat' },
      lastMeetingAt: '2026-11-24T09:13:00.000Z',
      nextMeeting: { title: 'Acme: contract review', startsAt: '2099-12-01T15:00:00.000Z' },
      conversations: [{ sessionId: 'ses_sales_a', matchedBy: { rule: 'email' } }],
      nextCursor: null,
    });
    expect(contact.body.tasks).toHaveLength(3);
    const deal = await product.card(portal, `/cards/deal?objectId=${DEMO_IDS.acmeRollout}`);
    expect(deal.body).toMatchObject({ state: 'ready', deal: { id: DEMO_IDS.acmeRollout } });
  });

  it('explains itself in the ledger', async () => {
    const { body } = await product.api('GET', '/syncs/ses_sales_a');
    expect(body).toMatchObject({ state: 'synced', version: 1, error: null });
    expect(body.objects.map(({ type }: { type: string }) => type).sort()).toEqual([
      'company',
      'contact',
      'contact',
      'deal',
      'meeting',
      'meeting',
      'note',
      'note',
      'task',
      'task',
      'task',
    ]);
    expect(body.skips).toContainEqual({
      what: 'participant Dana Weber',
      reason: 'internal: marked as a colleague of the host',
    });
  });

  it('writes nothing for a second delivery, nor when it is run again', async () => {
    product.sandbox.resetCalls();
    await product.deliver(salesCall());
    await product.idle();
    expect(product.sandbox.calls()).toEqual([]);

    await product.api('POST', '/syncs/ses_sales_a/retry');
    await product.idle();
    const writes = product.sandbox
      .calls()
      .filter(({ path }) => !/\/(read|search)$|owners|pipelines/.test(path));
    expect(writes).toEqual([]);
  });
});
