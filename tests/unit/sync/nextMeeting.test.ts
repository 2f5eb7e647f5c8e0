import type { Session } from '../../../shared/session.ts';
import { finishedSession } from '../../../shared/session.ts';
import { HubSpotError } from '../../../server/hubspot/errors.ts';
import { cardNextMeeting } from '../../../server/sync/cardNextMeeting.ts';
import { plan } from '../../../server/sync/plan.ts';
import type { LedgerObject } from '../../../server/sync/ledger.types.ts';
import type { CrmRecord } from '../../../server/hubspot/objects.ts';
import { PlannedPortal } from '../../support/plannedPortal.ts';

const START = '2026-12-01T15:00:00.000Z';

const session = (over: Partial<Session> = {}): Session =>
  finishedSession.parse({
    id: 'ses_a',
    organization_id: 'org_1',
    version: 1,
    started_at: '2026-11-24T09:00:00Z',
    ended_at: '2026-11-24T09:30:00Z',
    participants: [{ email: 'john@acme.com' }],
    summary: { brief: 'We talked.' },
    next_meeting: { title: 'Demo', starts_at: START },
    ...over,
  });

describe('the next meeting in a plan', () => {
  let at: PlannedPortal;
  let john: string;
  beforeEach(() => {
    at = new PlannedPortal();
    john = at.addContact('john@acme.com');
  });
  const planned = () => plan(at.input());
  const writes = () => planned().activities.filter(({ key }) => key === 'next');
  const reasons = (id = 'ses_a') =>
    planned()
      .sessions.find(({ sessionId }) => sessionId === id)
      ?.skips.filter(({ what }) => what.startsWith('next meeting'))
      .map(({ reason }) => reason.split(':')[0]);
  const settle = (...sessions: Session[]) => {
    for (const one of sessions) at.deliver(one);
    at.apply(planned());
  };
  const made = () =>
    [...at.sessions.values()].flatMap(({ objects }) => objects.filter(({ key }) => key === 'next'));
  const edit = (properties: Record<string, string>) => at.edit(`meetings:${made()[0]?.id ?? ''}`, properties);
  const others = (properties: Record<string, string>) => {
    const meeting: CrmRecord = { id: '1', archived: false, properties };
    at.meetingsOfContact.set(john, [meeting]);
  };

  it.each([
    [undefined, '2026-12-01T15:30:00.000Z'],
    ['2026-12-01T17:00:00Z', '2026-12-01T17:00:00.000Z'],
    ['2026-12-01T14:00:00Z', '2026-12-01T15:30:00.000Z'],
  ])('that is said to end at %s ends at %s', (ends_at, end) => {
    at.deliver(session({ next_meeting: { starts_at: START, ends_at } }));
    expect(writes()).toMatchObject([
      { action: 'create', properties: { hs_meeting_end_time: end, hs_meeting_title: 'Next meeting' } },
    ]);
  });

  it.each([
    ['in the same minute', { hs_meeting_start_time: '2026-12-01T15:00:40Z' }, false],
    ['in milliseconds', { hs_meeting_start_time: String(Date.parse(START)) }, false],
    ['a minute later', { hs_meeting_start_time: '2026-12-01T15:01:00Z' }, true],
    ['called off', { hs_meeting_start_time: START, hs_meeting_outcome: 'CANCELED' }, true],
    ['of the series', { hs_meeting_start_time: '2026-12-01T15:10:00Z', hs_i_cal_uid: 'u@google.com' }, false],
    [
      'of its next week',
      { hs_meeting_start_time: '2026-12-08T15:00:00Z', hs_i_cal_uid: 'u@google.com' },
      true,
    ],
    ['without a start', { hs_i_cal_uid: 'u@google.com' }, true],
    [
      'a conversation of ours',
      { hs_meeting_start_time: START, hs_meeting_external_url: 'https://app.liveprompt.ai/s/ses_x' },
      true,
    ],
    [
      'a next meeting of ours',
      { hs_meeting_start_time: START, hs_meeting_external_url: 'https://app.liveprompt.ai/s/ses_x#next' },
      false,
    ],
  ])('is made beside one %s: %s', (_, properties, isMade) => {
    others(properties);
    at.deliver(session({ calendar: { ical_uid: 'u@google.com' } }));
    expect(writes()).toHaveLength(isMade ? 1 : 0);
    expect(reasons()).toEqual(isMade ? [] : ['in_calendar']);
  });

  it('stays when one of ours comes beside it, and makes room for one of others', () => {
    settle(session());
    others({ hs_meeting_start_time: START, hs_meeting_external_url: 'https://app.liveprompt.ai/s/x#next' });
    expect(writes()).toEqual([]);
    others({ hs_meeting_start_time: START });
    expect(writes()).toMatchObject([{ action: 'archive' }]);
    edit({ hs_meeting_body: '<p>An agenda</p>' });
    expect(writes()).toEqual([]);
    expect(reasons()).toEqual(['in_calendar', 'kept']);
  });

  it('of two in one plan is made once, by the one that has it, else by the older', () => {
    const second = session({ id: 'ses_b', started_at: '2026-11-24T09:01:00Z' });
    settle(session(), second);
    expect(made()).toHaveLength(1);
    expect(at.sessions.get('ses_a')?.objects.map(({ key }) => key)).toContain('next');
    expect(reasons('ses_b')).toEqual(['in_calendar']);
    at.delete('ses_a');
    at.apply(planned());
    at.apply(planned());
    expect(at.sessions.get('ses_b')?.objects).toContainEqual(
      expect.objectContaining({ key: 'next', state: 'live' }),
    );
  });

  it('is held by a conversation that began a little early, in the same plan too', () => {
    const then = session({
      id: 'ses_b',
      started_at: '2026-12-01T14:50:00Z',
      ended_at: '2026-12-01T14:55:00Z',
      next_meeting: undefined,
    });
    at.deliver(session());
    at.deliver(then);
    expect(reasons()).toEqual(['took_place']);
    at.deliver({ ...then, started_at: '2026-12-01T14:00:00Z', ended_at: '2026-12-01T14:30:00Z' });
    expect(reasons()).toEqual([]);
  });

  it('is left alone once a person said what came of it', () => {
    settle(session());
    edit({ hs_meeting_outcome: 'NO_SHOW' });
    at.deliver(session({ version: 2, next_meeting: { title: 'Other', starts_at: '2026-12-02T15:00:00Z' } }));
    expect(writes()).toEqual([]);
    expect(reasons()).toEqual(['changed_in_hubspot']);
    at.deliver(session({ version: 3, next_meeting: undefined }));
    expect(writes()).toEqual([]);
  });

  it('is not called off after it began, and its place is cleared when none is said any more', () => {
    settle(session({ next_meeting: { starts_at: START, location: 'Room 1' } }));
    at.deliver(session({ version: 2, next_meeting: { starts_at: START } }));
    expect(writes()).toMatchObject([{ action: 'update', properties: { hs_meeting_location: '' } }]);
    at.now = new Date('2026-12-01T15:10:00Z');
    at.deliver(session({ version: 3, next_meeting: undefined }));
    expect(writes()).toEqual([]);
  });

  it('is neither made nor touched while HubSpot does not let us see meetings', () => {
    const refused = new HubSpotError({
      kind: 'final',
      effect: 'refused',
      code: 'hubspot_missing_scope',
      httpStatus: 403,
      status: 502,
      message: 'No.',
      action: 'Reconnect.',
    });
    at.deliver(session());
    at.off.set('meetings', refused);
    expect(writes()).toEqual([]);
    at.off.clear();
    at.apply(planned());
    at.off.set('meetings', refused);
    at.deliver(session({ version: 2, next_meeting: undefined }));
    expect(writes()).toEqual([]);
  });
});

describe('the next meeting on a card', () => {
  const object: LedgerObject = {
    key: 'next',
    type: 'meetings',
    id: '7',
    state: 'live',
    written: {},
    links: [],
    rule: 'next_meeting',
    at: new Date(START),
  };
  const on = (properties: Record<string, string> | null, before = [object]) =>
    cardNextMeeting(session(), [object], {
      at: new Date(START),
      tasks: new Map(),
      owners: new Map(),
      before,
      nextMeetings: new Map(properties ? [['7', { id: '7', archived: false, properties }]] : []),
    });

  it('is as HubSpot shows it: moved, renamed, called off, deleted', () => {
    const moved = '2026-12-03T09:00:00.000Z';
    expect(on({ hs_meeting_title: 'Demo for all', hs_meeting_start_time: moved })).toEqual({
      title: 'Demo for all',
      startsAt: moved,
      meetingId: '7',
    });
    expect(on({ hs_meeting_start_time: START, hs_meeting_outcome: 'CANCELED' })).toBeNull();
    expect(on(null)).toBeNull();
  });

  it('is as it was agreed when this turn made it, or nobody did', () => {
    expect(on(null, [])).toEqual({ title: 'Demo', startsAt: START, meetingId: '7' });
    const none = {
      at: new Date(START),
      tasks: new Map(),
      owners: new Map(),
      before: [],
      nextMeetings: new Map(),
    };
    expect(cardNextMeeting(session(), [], none)).toEqual({ title: 'Demo', startsAt: START });
    expect(cardNextMeeting(session({ next_meeting: undefined }), [], none)).toBeNull();
  });
});
