import type { CardConversation, CardData, CardTask, DealCardData } from '../../shared/card.ts';
import { SINGULAR } from '../hubspot/objectNames.ts';
import { recordUrl, type OwnedType } from '../hubspot/objects.ts';
import type { InstallDocument } from '../installs/install.ts';
import { NOTHING_SAID } from '../insights/nothingSaid.ts';
import { sessionUrl } from '../sessions/sessionUrl.ts';
import { plainText } from '../text/plainText.ts';
import { cardScore, scoreTrend } from './cardScore.ts';
import { CONTENT_REMOVED } from './contentRemoved.ts';
import type { ConversationDocument } from './conversations.ts';
import { recordInsights } from './insights.ts';
import { writePageStart } from './pageStart.ts';

export const PAGE_SIZE = 10;
/** A page of conversations full of action items must stay readable, and below HubSpot's megabyte. */
const MAX_TASKS = 100;

export interface CardInput {
  install: InstallDocument;
  /** Up to one more than a page, newest first: the extra one says that there is another page. */
  found: readonly ConversationDocument[];
  /** Score, dates and insights are the record's, so they come with its first page, unfiltered. */
  firstPage: boolean;
  proposals: CardData['proposals'];
  /** In how many conversations of the record each feature request came up, by its key. */
  asked: ReadonlyMap<string, number>;
  appUrl: string;
  now: Date;
}

/** A card's data from one page of the read model. Pure. */
export function buildCard({ install, found, firstPage, proposals, asked, appUrl, now }: CardInput): CardData {
  const page = found.slice(0, PAGE_SIZE);
  const [newest] = page;
  const last = page.at(-1);
  const facts = found.map((entry) => entry.facts);
  const ofRecord = firstPage
    ? {
        score: cardScore(facts),
        scoreTrend: scoreTrend(facts, PAGE_SIZE),
        insights: recordInsights(page, asked),
        lastMeetingAt: newest?.startedAt.toISOString() ?? null,
        nextMeeting: nextMeeting(page, now),
        proposals,
      }
    : NOTHING_OF_RECORD;
  return {
    state: newest || !firstPage || proposals.length > 0 ? 'ready' : 'empty',
    ...ofRecord,
    conversations: page.map((entry) => conversation(entry, install, appUrl)),
    tasks: page.flatMap(currentTasks).sort(openAndDueFirst).slice(0, MAX_TASKS),
    nextCursor: found.length > PAGE_SIZE && last ? writePageStart(last) : null,
  };
}

export function buildDealCard(input: CardInput, dealId: string): DealCardData {
  const nextStep = input.found.find((entry) => entry.nextStep !== null)?.nextStep ?? null;
  return { ...buildCard(input), deal: { id: dealId, nextStep } };
}

/** What a page that is not a record's first says of the record. */
export const NOTHING_OF_RECORD = {
  score: null,
  scoreTrend: [],
  insights: null,
  lastMeetingAt: null,
  nextMeeting: null,
  proposals: [],
} satisfies Partial<CardData>;

/** The soonest one still to come that any of the shown conversations agreed. */
function nextMeeting(page: readonly ConversationDocument[], now: Date): CardData['nextMeeting'] {
  const coming = page.flatMap((entry) =>
    entry.nextMeeting && Date.parse(entry.nextMeeting.startsAt) > now.getTime()
      ? [{ title: entry.nextMeeting.title, startsAt: entry.nextMeeting.startsAt }]
      : [],
  );
  return coming.sort((left, right) => Date.parse(left.startsAt) - Date.parse(right.startsAt))[0] ?? null;
}

function conversation(
  entry: ConversationDocument,
  install: InstallDocument,
  appUrl: string,
): CardConversation {
  return {
    ...entry.conversation,
    brief: entry.contentRemoved ? CONTENT_REMOVED : plainText(entry.conversation.brief, 1_000),
    url: sessionUrl(appUrl, entry.sessionId),
    matchedBy: {
      ...entry.conversation.matchedBy,
      record: { type: SINGULAR[entry.objectType], id: entry.objectId },
    },
    insights: { ...NOTHING_SAID, ...entry.insights },
    objects: entry.conversation.objects.map(({ type, id }) => ({
      type: type.replace(/s$/, ''),
      id,
      url: recordUrl(install, type as OwnedType, id),
    })),
  };
}

/** What a person did on a card counts from then on, until HubSpot was asked again. */
export function currentTasks({ tasks, tasksSeenAt, taskActs }: ConversationDocument): CardTask[] {
  return tasks.map((task) => {
    const act = taskActs?.[task.id];
    const done = act && act.at >= tasksSeenAt ? act.done : task.done;
    return { ...task, subject: plainText(task.subject, 200), done };
  });
}

function openAndDueFirst(left: CardTask, right: CardTask): number {
  return Number(left.done) - Number(right.done) || (left.dueAt ?? '9').localeCompare(right.dueAt ?? '9');
}
