import { buildCard, PAGE_SIZE } from '../../../server/cards/buildCard.ts';
import type { ConversationDocument } from '../../../server/cards/conversations.ts';
import { insightsOf } from '../../../server/cards/insights.ts';
import type { InstallDocument } from '../../../server/installs/install.ts';
import { cardView } from '../../../server/cards/view/cardView.ts';
import { factsOf } from '../../../server/scoring/facts.ts';
import { readerOf } from '../../../server/text/reader.ts';
import type { Session } from '../../../shared/session.ts';
import { sales } from '../../sandbox/samples/sales.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const install = { _id: '101', uiDomain: 'app.hubspot.com' } as InstallDocument;
const { session } = sales(NOW, 'org_1', 'a').data;

function entry(number: number, change: Partial<Session> = {}): ConversationDocument {
  const told = { ...session, ...change };
  const startedAt = new Date(NOW.getTime() - number * 86_400_000);
  return {
    _id: `101:contacts:501:ses_${number}`,
    portalId: '101',
    orgId: 'org_1',
    objectType: 'contacts',
    objectId: '501',
    sessionId: `ses_${number}`,
    startedAt,
    actionItems: 0,
    facts: { ...factsOf(told), startedAt: startedAt.toISOString() },
    nextStep: null,
    nextMeeting: null,
    insights: insightsOf(told),
    conversation: {
      sessionId: `ses_${number}`,
      title: told.title ?? '',
      kind: 'sales',
      startedAt: startedAt.toISOString(),
      durationMinutes: 30,
      brief: told.summary.brief,
      sentiment: null,
      matchedBy: { rule: 'email', evidence: 'x', confidence: 1 },
      objects: [],
    },
    tasks: [],
    tasksSeenAt: startedAt,
  };
}

const cardOf = (found: ConversationDocument[], firstPage = true) =>
  buildCard({
    install,
    found,
    firstPage,
    proposals: [],
    asked: new Map(),
    appUrl: 'https://app.example',
    now: NOW,
  });

describe('a card', () => {
  it('looks for the score one conversation beyond its page, and shows only the page', () => {
    const found = Array.from({ length: PAGE_SIZE + 1 }, (_, index) => entry(index));
    const card = cardOf(found);
    expect(card.conversations).toHaveLength(PAGE_SIZE);
    expect(card.scoreTrend).toHaveLength(PAGE_SIZE);
    // One day lies between two conversations, so none is scored as the first one.
    expect(new Set(card.scoreTrend.map(({ value }) => value)).size).toBe(1);
    expect(card.nextCursor).not.toBeNull();
  });

  it('lets the newest conversation say whether an objection is answered and what the budget is', () => {
    const told = (text: string, resolved: boolean, max: number) => ({
      insights: { objections: [{ text, resolved }], budget: { max } },
    });
    const { insights } = cardOf([
      entry(1, told('Too  expensive', true, 5)),
      entry(2, told('too expensive', false, 9)),
      entry(3, told('Too late', false, 9)),
    ]);
    expect(insights?.objections.map(({ text, answered }) => [text, answered])).toEqual([
      ['Too late', false],
      ['Too expensive', true],
    ]);
    expect(insights?.budget).toMatchObject({ max: 5, min: null, sessionId: 'ses_1' });
  });

  it('believes a person until HubSpot was asked again', () => {
    const task = { id: '7', subject: 's', dueAt: null, priority: 'LOW', done: false, owner: null } as const;
    const acted = (minutes: number) => ({
      ...entry(1),
      tasks: [task],
      tasksSeenAt: NOW,
      taskActs: { 7: { done: true, at: new Date(NOW.getTime() + minutes * 60_000) } },
    });
    expect(cardOf([acted(1)]).tasks[0]?.done).toBe(true);
    expect(cardOf([acted(-1)]).tasks[0]?.done).toBe(false);
  });

  it('stays below the megabyte HubSpot lets through, however much ten conversations hold', () => {
    const wide = (length: number) => '語'.repeat(length);
    const full = entry(1, {
      title: wide(1_000),
      summary: { brief: wide(10_000) },
      insights: {
        competitors: Array.from({ length: 100 }, (_, i) => ({
          name: `${i}${wide(290)}`,
          quote: wide(2_000),
        })),
        objections: Array.from({ length: 100 }, (_, i) => ({ text: `${i}${wide(1_990)}`, at_seconds: i })),
      },
    });
    const tasks = Array.from({ length: 200 }, (_, i) => ({
      id: `90000000${i}`,
      subject: wide(1_000),
      dueAt: NOW.toISOString(),
      priority: 'MEDIUM' as const,
      done: false,
      owner: 'maximiliane.mustermann@department.example.com',
    }));
    const objects = tasks.map(({ id }) => ({ type: 'tasks', id }));
    const found = Array.from({ length: PAGE_SIZE }, () => ({
      ...full,
      tasks,
      conversation: { ...full.conversation, objects },
    }));
    const data = cardOf(found);
    const view = cardView(data, {
      card: 'contact',
      place: 'tab',
      kind: null,
      firstPage: true,
      reader: readerOf('en-us', 'UTC'),
      now: NOW,
    });
    const bytes = Buffer.byteLength(JSON.stringify({ ...data, view }));
    expect(bytes).toBeLessThan(1_000_000);
  });
});
