import fc from 'fast-check';
import { buildBrief } from '../../../server/brief/buildBrief.ts';
import type { BriefFacts } from '../../../server/brief/facts.types.ts';
import { guestsOf } from '../../../server/brief/guests.ts';
import type { ConversationDocument } from '../../../server/cards/conversations.ts';
import type { CrmRecord } from '../../../server/hubspot/objects.ts';
import { conversationEntries } from '../../../server/sync/entries.ts';
import { brief as briefSchema } from '../../../shared/brief.ts';
import type { Session } from '../../../shared/session.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { arbitrarySession } from '../../support/arbitrarySession.ts';
import { shortSession } from '../../support/shortSession.ts';

const NOW = new Date('2026-11-25T09:00:00Z');
const PLACE = { _id: '1', uiDomain: 'app.hubspot.com', currency: 'EUR' };
const record = (id: string, properties: CrmRecord['properties'] = {}): CrmRecord => ({
  id,
  properties,
  archived: false,
});
const JOHN = {
  email: 'john@acme.com',
  name: 'John',
  companyId: '100',
  contact: record('501', { firstname: 'John', lastname: 'Smith', jobtitle: 'CEO' }),
};

const facts = (given: Partial<BriefFacts> = {}): BriefFacts => ({
  now: NOW,
  timeZone: 'UTC',
  appUrl: 'https://app.liveprompt.ai',
  install: PLACE,
  people: [JOHN],
  unknown: [],
  skipped: [],
  companies: [],
  deals: [],
  pipelines: [
    {
      id: 'default',
      label: 'Sales',
      stages: [
        { id: 'open', label: 'Contract sent', closed: false },
        { id: 'won', label: 'Won', closed: true },
      ],
    },
  ],
  owners: [],
  tasks: [],
  tasksComplete: true,
  meetings: [],
  conversations: [],
  leftOut: [],
  ...given,
});

/** The conversation as the cards keep it, with a live task for each action item. */
function entry(session: Session): ConversationDocument {
  const objects = (session.action_items ?? []).map((item, index) => ({
    key: `task:${item.id}`,
    type: 'tasks' as const,
    id: String(700 + index),
    state: 'live' as const,
    written: {},
    links: [],
    rule: 'action_item',
    at: NOW,
  }));
  const link = {
    type: 'contacts' as const,
    id: '501',
    rule: 'email',
    evidence: 'its address',
    confidence: 1,
  };
  const seen = { at: NOW, tasks: new Map(), nextMeetings: new Map(), owners: new Map(), before: [] };
  const [made] = conversationEntries('1', session, [link], objects, 'UTC', seen);
  if (!made) throw new Error('no entry');
  return made;
}
const talk = (given: Partial<Session>) =>
  entry(
    shortSession({ id: 'ses_1', organization_id: 'org_1', participants: [{ email: JOHN.email }], ...given }),
  );
const texts = (given: Partial<BriefFacts>) => buildBrief(facts(given)).talkingPoints.map(({ text }) => text);

describe('a brief', () => {
  it('is complete for any conversations, deals, tasks and gaps: three to five points, each with its source', () => {
    const maybe = fc.option(fc.constantFrom('0', '12.5', 'word', '2026-12-01T00:00:00Z', '1764000000000'), {
      nil: null,
    });
    const records = fc.array(
      fc.record({
        dealname: maybe,
        amount: maybe,
        deal_currency_code: maybe,
        dealstage: fc.constantFrom('open', 'won', 'other'),
        closedate: maybe,
        hs_task_status: maybe,
        hs_timestamp: maybe,
        hs_meeting_start_time: maybe,
        numberofemployees: maybe,
        notes_last_contacted: maybe,
      }),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(
        fc.array(arbitrarySession('ses_a'), { maxLength: 3 }),
        records,
        fc.boolean(),
        fc.boolean(),
        (sessions, some, known, complete) => {
          const all = some.map((properties, index) => record(String(index + 700), properties));
          const conversations = sessions.flat().map((session) => entry(session));
          const answer = buildBrief(
            facts({
              conversations,
              companies: all,
              deals: all,
              tasks: all,
              meetings: all,
              tasksComplete: complete,
              people: known ? [{ ...JOHN, contact: all[0] ?? JOHN.contact }] : [],
              unknown: known ? [] : [{ email: 'new@acme.com', name: null, reason: 'not_in_hubspot: …' }],
            }),
          );
          expect(briefSchema.parse(answer)).toEqual(answer);
          expect(answer.talkingPoints.every(({ source }) => source.label !== '')).toBe(true);
          expect(new Set(answer.talkingPoints.map(({ text }) => text)).size).toBe(
            answer.talkingPoints.length,
          );
          expect(answer.deals.every(({ id }) => some[Number(id) - 700]?.dealstage !== 'won')).toBe(true);
        },
      ),
      { seed: 20_261_125, numRuns: 100 },
    );
  });

  it('puts a broken promise before an open objection before a deal about to close', () => {
    const found = texts({
      conversations: [
        talk({
          started_at: '2026-11-11T09:00:00Z',
          action_items: [{ id: 'a', title: 'Send the offer', due_date: '2026-11-13' }],
          insights: {
            objections: [
              { text: 'Too dear', resolved: false },
              { text: 'No time', resolved: true },
            ],
          },
        }),
      ],
      deals: [
        record('900', {
          dealname: 'Rollout',
          amount: '60000',
          dealstage: 'open',
          closedate: '2026-11-28T00:00:00Z',
        }),
      ],
    });
    expect(found).toEqual([
      'We promised "Send the offer"; it was due 12 days ago and is still open.',
      'They objected 2 weeks ago: "Too dear". It was not answered yet.',
      '"Rollout" (€60,000) is in Contract sent; it is to close in 3 days: agree on what moves it on.',
    ]);
  });

  it('believes HubSpot about our tasks, and the last sync only where HubSpot did not tell', () => {
    const conversations = [talk({ action_items: [{ id: 'a', title: 'Send the offer' }] })];
    const done = [record('700', { hs_task_subject: 'Send the offer', hs_task_status: 'COMPLETED' })];
    expect(buildBrief(facts({ conversations, tasks: done }))).toMatchObject({ openTasks: [], promises: [] });
    expect(buildBrief(facts({ conversations, tasks: [] })).openTasks).toEqual([]);
    expect(buildBrief(facts({ conversations, tasks: [], tasksComplete: false })).openTasks).toMatchObject([
      { id: '700', subject: 'Send the offer' },
    ]);
  });

  it('takes the next meeting from HubSpot’s calendar, none that is off, else what was agreed', () => {
    const agreed = talk({ next_meeting: { title: 'Agreed', starts_at: '2026-12-02T09:00:00Z' } });
    const meeting = (outcome: string) =>
      record('800', {
        hs_meeting_title: 'Planned',
        hs_meeting_start_time: '2026-12-01T09:00:00Z',
        hs_meeting_outcome: outcome,
      });
    const next = (outcome: string) =>
      buildBrief(facts({ conversations: [agreed], meetings: [meeting(outcome)] })).nextMeeting;
    expect(next('SCHEDULED')).toMatchObject({
      title: 'Planned',
      words: 'in 6 days',
      source: { kind: 'meeting' },
    });
    expect(next('CANCELED')).toMatchObject({
      title: 'Agreed',
      words: 'in 7 days',
      source: { kind: 'conversation' },
    });
  });

  it('calls the later of conversation and logged activity the last interaction', () => {
    const conversations = [talk({ title: 'A talk', started_at: '2026-11-11T09:00:00Z' })];
    const logged = (at: string) => [{ ...JOHN, contact: record('501', { notes_last_contacted: at }) }];
    const last = (at: string) => buildBrief(facts({ conversations, people: logged(at) })).lastInteraction;
    expect(last('2026-11-11T10:00:00Z')).toMatchObject({ what: 'A talk', words: '2 weeks ago' });
    expect(last('2026-11-20T10:00:00Z')).toMatchObject({
      what: 'Activity logged in HubSpot',
      words: '5 days ago',
    });
  });
});

test('an invitation is sorted by the rules of the settings, with the caller as the host', () => {
  const settings = {
    ...DEFAULT_SETTINGS,
    matching: { ...DEFAULT_SETTINGS.matching, excludeDomains: ['press.com'] },
  };
  const participants = [
    { email: 'JOHN@acme.com' },
    { email: 'john@acme.com', name: 'John Smith' },
    { email: 'boss@seller.com' },
    { email: 'a@press.com' },
  ];
  expect(guestsOf({ participants }, 'rep@seller.com', settings)).toMatchObject({
    people: [{ email: 'john@acme.com', name: 'John Smith' }],
    unknown: [],
    skipped: [
      { who: 'boss@seller.com', reason: expect.stringMatching(/^internal/) },
      { who: 'a@press.com', reason: expect.stringMatching(/^excluded_domain/) },
    ],
  });
});
