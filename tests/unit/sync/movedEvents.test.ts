import { APP_EVENTS } from '../../../shared/appEvents.ts';
import { movedEvents } from '../../../server/sync/movedEvents.ts';
import { eventId } from '../../../server/sync/planEvents.ts';

const [contactEvent] = APP_EVENTS.filter(({ object }) => object === 'contacts');
const [dealEvent] = APP_EVENTS.filter(({ object }) => object === 'deals');
const uids = { contacts: contactEvent?.uid ?? '', deals: dealEvent?.uid ?? '' };
const merge = (record: string) => (record === 'contacts:501' ? ('contacts:900' as const) : (record as never));

describe('events of merged records', () => {
  it.each([undefined, '2'])('count as sent to the survivor too (n: %s)', (n) => {
    const before = eventId('ses_1', uids.contacts, '501', n);
    expect(movedEvents([before], merge)).toEqual([before, eventId('ses_1', uids.contacts, '900', n)]);
  });

  it('stay as they are on records of another type with the same id, and on others', () => {
    const events = [eventId('ses_1', uids.deals, '501'), eventId('ses_1', uids.contacts, '502'), 'unknown'];
    expect(movedEvents(events, merge)).toEqual(events);
  });

  it('change nothing when asked again', () => {
    const once = movedEvents([eventId('ses_1', uids.contacts, '501')], merge);
    expect(movedEvents(once, merge)).toEqual(once);
  });
});
