import type { Session } from '../../../shared/session.ts';
import { MappedProduct, PORTAL, type Buyer } from '../../support/mappedProduct.ts';

jest.setTimeout(30_000);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const REP = { id: '41', email: 'rep@seller.com', userId: 7, firstName: 'Rep', lastName: 'Seller' };

describe.each([
  ['by its marker', false],
  ['by a unique key', true],
])('the next meeting, known %s', (_, activityKeys) => {
  let at: MappedProduct;
  beforeAll(async () => {
    at = await MappedProduct.start({ activityKeys, owners: [REP] });
  });
  afterAll(async () => {
    const violations = at.product.sandbox.calls().flatMap((call) => call.violations);
    await at.product.stop();
    expect(violations).toEqual([]);
  });

  /** In so many days, on the hour. */
  const inDays = (days: number, minutes = 0) =>
    new Date(Math.ceil(at.now().getTime() / HOUR) * HOUR + days * DAY + minutes * 60_000);
  const meeting = (start: Date, more: Partial<NonNullable<Session['next_meeting']>> = {}) => ({
    next_meeting: { title: 'Demo', starts_at: start.toISOString(), location: 'Video call', ...more },
  });
  /** Of this person, as HubSpot shows them; without what is in the recycle bin. */
  const meetingsOf = ({ contact }: Buyer) =>
    at.product.sandbox
      .records(PORTAL, 'meetings')
      .filter(({ archived, associations }) => !archived && associations.some(({ id }) => id === contact));
  const next = (buyer: Buyer) =>
    meetingsOf(buyer).filter(({ properties }) => properties['hs_meeting_external_url']?.endsWith('#next'));
  const only = (buyer: Buyer) => {
    const [one, ...others] = next(buyer);
    expect(others).toEqual([]);
    if (!one) throw new Error('no next meeting');
    return one;
  };
  const reasons = ({ skips }: { skips: { what: string; reason: string }[] }) =>
    skips.filter(({ what }) => what.startsWith('next meeting')).map(({ reason }) => reason.split(':')[0]);
  const inCalendar = ({ contact }: Buyer, start: Date, more: Record<string, string> = {}) =>
    at.product.sandbox.create(PORTAL, 'meetings', {
      properties: {
        hs_timestamp: start.toISOString(),
        hs_meeting_start_time: start.toISOString(),
        hs_meeting_end_time: new Date(start.getTime() + HOUR).toISOString(),
        hs_meeting_title: 'As the calendar has it',
        hs_i_cal_uid: 'abc@google.com',
        ...more,
      },
      associations: [{ type: 'contacts', id: contact }],
    });

  it('is scheduled with everything that is known, moves with the conversation, and is written once', async () => {
    const buyer = at.buyer();
    const id = `made_${activityKeys}`;
    const start = inDays(7);
    await at.talk(id, buyer, meeting(start));
    const made = only(buyer);
    expect(made.properties).toMatchObject({
      hs_meeting_title: 'Demo',
      hs_meeting_outcome: 'SCHEDULED',
      hs_meeting_location: 'Video call',
      hubspot_owner_id: '41',
    });
    const time = (name: string) => Date.parse(at.shown('meetings', made.id)[name] ?? '');
    expect(time('hs_meeting_start_time')).toBe(start.getTime());
    expect(time('hs_meeting_end_time')).toBe(start.getTime() + HOUR / 2);
    expect(made.associations.map(({ type, id: to }) => `${type}:${to}`).sort()).toEqual([
      `companies:${buyer.company}`,
      `contacts:${buyer.contact}`,
      `deals:${buyer.deal}`,
    ]);

    at.product.sandbox.resetCalls();
    await at.resync(id);
    expect(at.writes()).toEqual([]);

    const later = inDays(9);
    const ends = new Date(later.getTime() + 2 * HOUR);
    await at.talk(id, buyer, meeting(later, { ends_at: ends.toISOString() }));
    expect(only(buyer).id).toBe(made.id);
    expect(time('hs_meeting_start_time')).toBe(later.getTime());
    expect(time('hs_meeting_end_time')).toBe(ends.getTime());
  });

  it('is called off with the conversation, comes back with it, and goes when that is deleted', async () => {
    const buyer = at.buyer();
    const id = `off_${activityKeys}`;
    const start = inDays(7);
    await at.talk(id, buyer, meeting(start));
    const made = only(buyer).id;
    await at.talk(id, buyer);
    expect(at.shown('meetings', made)['hs_meeting_outcome']).toBe('CANCELED');
    await at.talk(id, buyer, meeting(start));
    expect(only(buyer).id).toBe(made);
    expect(at.shown('meetings', made)['hs_meeting_outcome']).toBe('SCHEDULED');
    await at.forget(id);
    expect(meetingsOf(buyer)).toEqual([]);
  });

  it('stays where a person moved it, whatever the conversation says then', async () => {
    const buyer = at.buyer();
    const id = `person_${activityKeys}`;
    await at.talk(id, buyer, meeting(inDays(7)));
    const made = only(buyer).id;
    const moved = inDays(8).toISOString();
    at.edit('meetings', made, { hs_meeting_start_time: moved });
    const again = await at.talk(id, buyer, meeting(inDays(10), { title: 'Demo for all' }));
    expect(reasons(again)).toEqual(['changed_in_hubspot']);
    expect(at.shown('meetings', made)).toMatchObject({ hs_meeting_title: 'Demo for all' });
    expect(Date.parse(at.shown('meetings', made)['hs_meeting_start_time'] ?? '')).toBe(Date.parse(moved));
    expect(reasons(await at.talk(id, buyer))).toEqual(['changed_in_hubspot']);
    expect(at.shown('meetings', made)['hs_meeting_outcome']).toBe('SCHEDULED');
    await at.forget(id);
    expect(only(buyer).id).toBe(made);
  });

  it('is not made again when a person deleted it, and not at all when it is past', async () => {
    const buyer = at.buyer();
    const id = `gone_${activityKeys}`;
    await at.talk(id, buyer, meeting(inDays(7)));
    at.product.sandbox.archive(PORTAL, 'meetings', only(buyer).id);
    expect(reasons(await at.talk(id, buyer, meeting(inDays(8))))).toEqual(['removed_in_hubspot']);
    expect(next(buyer)).toEqual([]);
    const past = await at.talk(`past_${activityKeys}`, buyer, meeting(inDays(-3)));
    expect(reasons(past)).toEqual(['past']);
    expect(next(buyer)).toEqual([]);
  });

  it('is not doubled when a calendar has it already, at that time or in the same series', async () => {
    const buyer = at.buyer();
    const start = inDays(7);
    const entry = inCalendar(buyer, start);
    const first = await at.talk(`cal_${activityKeys}`, buyer, meeting(start));
    expect(reasons(first)).toEqual(['in_calendar']);
    const series = await at.talk(`series_${activityKeys}`, buyer, {
      ...meeting(new Date(start.getTime() + 600_000)),
      calendar: { ical_uid: 'abc@google.com' },
    });
    expect(reasons(series)).toEqual(['in_calendar']);
    expect(next(buyer)).toEqual([]);
    // Another week of the series, and one that was called off, are not it.
    at.edit('meetings', entry, { hs_meeting_outcome: 'CANCELED' });
    await at.talk(`cal_${activityKeys}`, buyer, meeting(start));
    expect(next(buyer)).toHaveLength(1);
    expect(at.shown('meetings', entry)['hs_meeting_title']).toBe('As the calendar has it');
  });

  it('gives way to the calendar when the entry comes after it', async () => {
    const buyer = at.buyer();
    const start = inDays(7);
    await at.talk(`late_${activityKeys}`, buyer, meeting(start));
    const entry = inCalendar(buyer, start);
    await at.pass(HOUR + 1);
    expect(next(buyer)).toEqual([]);
    expect(meetingsOf(buyer).map(({ id }) => id)).toContain(entry);
  });

  it('is one meeting for two who were in the same call', async () => {
    const buyer = at.buyer();
    const start = inDays(7);
    await at.talk(`one_${activityKeys}`, buyer, meeting(start));
    const second = await at.talk(`two_${activityKeys}`, buyer, meeting(start));
    expect(reasons(second)).toEqual(['in_calendar']);
    expect(next(buyer)).toHaveLength(1);
  });

  it('makes room for the conversation it was made for', async () => {
    const buyer = at.buyer();
    const start = inDays(2);
    await at.talk(`before_${activityKeys}`, buyer, meeting(start));
    await at.pass(2 * DAY + 2 * HOUR);
    expect(next(buyer)).toHaveLength(1);
    await at.talk(`then_${activityKeys}`, buyer, {
      started_at: new Date(start.getTime() + 120_000).toISOString(),
      ended_at: new Date(start.getTime() + HOUR).toISOString(),
    });
    await at.pass(DAY);
    expect(next(buyer)).toEqual([]);
    expect(meetingsOf(buyer).map(({ properties }) => properties['hs_meeting_outcome'])).toEqual([
      'COMPLETED',
      'COMPLETED',
    ]);
  });
});
