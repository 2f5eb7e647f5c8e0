import type { Session } from '../../../shared/session.ts';
import type { CrmRecord } from '../../../server/hubspot/objects.ts';
import type { LedgerLink, LedgerObject } from '../../../server/sync/ledger.types.ts';
import { sessionFigures, type FiguresInput } from '../../../server/sync/sessionFigures.ts';
import { shortSession } from '../../support/shortSession.ts';

const OFFER = { id: 'offer', pipelineId: 'default', label: 'Offer sent' };
const NOW = new Date('2026-11-24T10:00:00Z');

const link = (type: LedgerLink['type'], id: string): LedgerLink => ({
  type,
  id,
  rule: 'email',
  evidence: '',
  confidence: 1,
});
const madeTask = (item: string, id: string, written: Record<string, string> = {}): LedgerObject => ({
  key: `task:${item}`,
  type: 'tasks',
  id,
  state: 'live',
  written,
  links: [],
  rule: 'action_item',
  at: NOW,
});
const shownTask = (id: string, properties: Record<string, string>): [string, CrmRecord] => [
  id,
  { id, properties, archived: false },
];

function figuresOf(given: Partial<Session> = {}, input: Partial<FiguresInput> = {}) {
  return sessionFigures({
    portalId: '1',
    session: shortSession({ id: 'ses_1', organization_id: 'org_1', participants: [], ...given }),
    links: [link('contacts', '5'), link('companies', '7'), link('deals', '9')],
    objects: [],
    planned: { scores: [80, 61], stage: OFFER, tasksSeen: true },
    zone: 'UTC',
    seen: { at: NOW, tasks: new Map(), owners: new Map(), nextMeetings: new Map(), before: [] },
    earlier: undefined,
    now: NOW,
    ...input,
  });
}

describe('what reports keep of a conversation', () => {
  it('is its length, score, companies, and the stage its deal was in', () => {
    expect(figuresOf()).toMatchObject({
      _id: '1:ses_1',
      minutes: 30,
      score: 71,
      companies: ['7'],
      dealId: '9',
      stage: OFFER,
      tasks: {},
      lookAt: null,
    });
  });

  it('is nothing when it hangs on no record', () => {
    expect(figuresOf({}, { links: [] })).toBeNull();
  });

  it('keeps the stage of the first look, for the same deal', () => {
    const first = figuresOf();
    const moved = { scores: [], tasksSeen: true, stage: { ...OFFER, id: 'won', label: 'Won' } };
    if (!first) throw new Error('nothing was kept');
    expect(figuresOf({}, { planned: moved, earlier: first })?.stage).toEqual(OFFER);
    expect(figuresOf({}, { planned: moved, earlier: { ...first, dealId: '8' } })?.stage?.id).toBe('won');
  });

  it('does not take a stage of weeks later for the one of then', () => {
    expect(figuresOf({}, { now: new Date('2026-12-24T10:00:00Z') })).toMatchObject({
      dealId: '9',
      stage: null,
    });
  });

  it('keeps requests as they were said, without empty ones', () => {
    const insights = { feature_requests: [{ title: ' Dark mode ' }, { title: '' }] };
    expect(figuresOf({ insights })?.requests).toEqual(['Dark mode']);
  });
});

describe('its tasks', () => {
  const action_items = [{ id: 'a', title: 'Send the offer' }];

  it('are open with owner and due date, and looked at again', () => {
    const figures = figuresOf({ action_items }, { objects: [madeTask('a', '31')] });
    expect(figures?.tasks).toEqual({
      31: { owner: 'rep@seller.io', dueAt: expect.any(Date) as Date, doneAt: null },
    });
    expect(figures?.lookAt?.toISOString()).toBe('2026-11-24T11:00:00.000Z');
  });

  it('were done in the conversation when it says so', () => {
    const done = [{ id: 'a', title: 'Send the offer', done: true }];
    const figures = figuresOf({ action_items: done }, { objects: [madeTask('a', '31')] });
    expect(figures?.tasks['31']?.doneAt?.toISOString()).toBe('2026-11-24T09:30:00.000Z');
  });

  it('were done when HubSpot last changed them, and stay done at that time', () => {
    const objects = [madeTask('a', '31')];
    const shown = { hs_task_status: 'COMPLETED', hs_lastmodifieddate: '2026-11-24T09:50:00Z' };
    const seen = {
      at: NOW,
      tasks: new Map([shownTask('31', shown)]),
      owners: new Map(),
      nextMeetings: new Map(),
      before: objects,
    };
    const first = figuresOf({ action_items }, { objects, seen });
    expect(first?.tasks['31']?.doneAt?.toISOString()).toBe('2026-11-24T09:50:00.000Z');
    if (!first) throw new Error('nothing was kept');
    const later = { ...shown, hs_lastmodifieddate: '2026-11-24T09:59:00Z' };
    const again = { ...seen, tasks: new Map([shownTask('31', later)]) };
    expect(figuresOf({ action_items }, { objects, seen: again, earlier: first })?.tasks['31']).toEqual(
      first.tasks['31'],
    );
  });

  it('are not counted once somebody deleted them in HubSpot', () => {
    const objects = [madeTask('a', '31')];
    const seen = { at: NOW, tasks: new Map(), owners: new Map(), nextMeetings: new Map(), before: objects };
    expect(figuresOf({ action_items }, { objects, seen })?.tasks).toEqual({});
  });

  it('stay as they were while HubSpot does not let us read tasks', () => {
    const objects = [madeTask('a', '31')];
    const seen = { at: NOW, tasks: new Map(), owners: new Map(), nextMeetings: new Map(), before: objects };
    const first = figuresOf({ action_items }, { objects: [madeTask('a', '31')] });
    if (!first?.tasks['31']) throw new Error('nothing was kept');
    const earlier = { ...first, tasks: { 31: { ...first.tasks['31'], doneAt: NOW } } };
    const planned = { scores: [], stage: null, tasksSeen: false };
    expect(figuresOf({ action_items }, { objects, seen, earlier, planned })?.tasks['31']?.doneAt).toEqual(
      NOW,
    );
  });
});
