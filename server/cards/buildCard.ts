import type { CardConversation, CardData, CardTask, DealCardData } from '../../shared/card.ts';
import { recordUrl, type ActivityType } from '../hubspot/objects.ts';
import type { InstallDocument } from '../installs/install.ts';
import { scoreWithTrend } from '../scoring/engagementScore.ts';
import { sessionUrl } from '../sessions/sessionUrl.ts';
import type { ConversationDocument, PageStart } from './conversations.ts';

export const PAGE_SIZE = 10;

export interface CardInput {
  install: InstallDocument;
  /** Up to one more than a page, newest first: the extra one says that there is another page. */
  found: readonly ConversationDocument[];
  /** Score and dates belong to the newest conversation, so only to the first page. */
  firstPage: boolean;
  appUrl: string;
  now: Date;
}

/** A card's data from one page of the read model. Pure. */
export function buildCard({ install, found, firstPage, appUrl, now }: CardInput): CardData {
  const page = found.slice(0, PAGE_SIZE);
  const [newest] = page;
  const last = page.at(-1);
  return {
    state: newest || !firstPage ? 'ready' : 'empty',
    score: firstPage ? cardScore(page) : null,
    lastMeetingAt: firstPage ? (newest?.startedAt.toISOString() ?? null) : null,
    nextMeeting: firstPage ? nextMeeting(page, now) : null,
    conversations: page.map((entry) => conversation(entry, install, appUrl)),
    tasks: page.flatMap(({ tasks }) => tasks).sort(openAndDueFirst),
    proposals: [],
    nextCursor: found.length > PAGE_SIZE && last ? writeCursor(last) : null,
  };
}

export function buildDealCard(input: CardInput, dealId: string): DealCardData {
  const nextStep = input.found.find((entry) => entry.nextStep !== null)?.nextStep ?? null;
  return { ...buildCard(input), deal: { id: dealId, nextStep } };
}

/** A card without data: why, and where the next click leads. */
export function cardWithout(install: InstallDocument | null, appUrl: string): CardData {
  const reconnect = install?.orgId && install.status === 'reconnect_required';
  return {
    state: reconnect ? 'reconnect_required' : 'not_connected',
    message: reconnect
      ? 'HubSpot no longer accepts our access, so new conversations wait. An admin can connect again in a minute; nothing is lost.'
      : 'This HubSpot account is not connected to a liveprompt organisation yet. An admin can connect it in liveprompt.',
    actionUrl: `${appUrl}/integrations/hubspot`,
    score: null,
    lastMeetingAt: null,
    nextMeeting: null,
    conversations: [],
    tasks: [],
    proposals: [],
    nextCursor: null,
  };
}

/** Where the next page starts; undefined when the text was not made by us. */
export function readCursor(cursor: string): PageStart | undefined {
  const [at = '', sessionId = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(/ (.*)/s);
  return /^\d{1,15}$/.test(at) && sessionId ? { startedAt: new Date(Number(at)), sessionId } : undefined;
}

function writeCursor({ startedAt, sessionId }: ConversationDocument): string {
  return Buffer.from(`${startedAt.getTime()} ${sessionId}`).toString('base64url');
}

function cardScore(page: readonly ConversationDocument[]): CardData['score'] {
  const scored = scoreWithTrend(page.map(({ facts }) => facts));
  if (!scored) return null;
  const { score, previous } = scored;
  const change = previous === null ? 0 : score.value - previous;
  return {
    value: score.value,
    previous,
    trend: change > 0 ? 'up' : change < 0 ? 'down' : 'flat',
    reasons: score.reasons,
  };
}

/** The soonest one still to come that any of the shown conversations agreed. */
function nextMeeting(page: readonly ConversationDocument[], now: Date): CardData['nextMeeting'] {
  const coming = page.flatMap((entry) =>
    entry.nextMeeting && Date.parse(entry.nextMeeting.startsAt) > now.getTime() ? [entry.nextMeeting] : [],
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
    url: sessionUrl(appUrl, entry.sessionId),
    objects: entry.conversation.objects.map(({ type, id }) => ({
      type: type.replace(/s$/, ''),
      id,
      url: recordUrl(install.uiDomain, install._id, type as ActivityType, id),
    })),
  };
}

function openAndDueFirst(left: CardTask, right: CardTask): number {
  return Number(left.done) - Number(right.done) || (left.dueAt ?? '9').localeCompare(right.dueAt ?? '9');
}
