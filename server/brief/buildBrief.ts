import { CONTENT_REMOVED } from '../cards/contentRemoved.ts';
import type { Brief } from '../../shared/brief.ts';
import { recordInsights } from '../cards/insights.ts';
import { sessionUrl } from '../sessions/sessionUrl.ts';
import { plainText } from '../text/plainText.ts';
import { company, openDeals, person } from './describeRecords.ts';
import type { BriefFacts } from './facts.types.ts';
import { nextMeeting } from './nextMeeting.ts';
import { fromConversation, instantOf, urlOf } from './sources.ts';
import { talkingPoints } from './talkingPoints.ts';
import { openTasks, promises } from './tasks.ts';
import { when } from './words.ts';

const MAX_OBJECTIONS = 10;
const BRIEF_LENGTH = 2_000;

/** A pre-call brief from what was read. Pure. */
export function buildBrief(facts: BriefFacts): Brief {
  const contacts = facts.people.map((one) => person(facts, one));
  const companies = facts.companies.map((one) => company(facts, one));
  const known: Omit<Brief, 'talkingPoints'> = {
    generatedAt: facts.now.toISOString(),
    contact: contacts[0] ?? null,
    contacts,
    unknown: [...facts.unknown],
    skipped: [...facts.skipped],
    company: companies.find(({ id }) => id === contacts[0]?.companyId) ?? companies[0] ?? null,
    companies,
    lastInteraction: lastInteraction(facts),
    lastConversation: lastConversation(facts),
    deals: openDeals(facts),
    openTasks: openTasks(facts),
    objections: objections(facts),
    promises: promises(facts),
    nextMeeting: nextMeeting(facts),
    leftOut: [...facts.leftOut],
  };
  return { ...known, talkingPoints: talkingPoints(known, facts) };
}

function lastConversation(facts: BriefFacts): Brief['lastConversation'] {
  const [newest] = facts.conversations;
  if (!newest) return null;
  const { conversation, sessionId, startedAt } = newest;
  return {
    sessionId,
    title: conversation.title,
    kind: conversation.kind,
    startedAt: startedAt.toISOString(),
    words: when(startedAt, facts.now, facts.timeZone),
    brief: newest.contentRemoved ? CONTENT_REMOVED : plainText(conversation.brief, BRIEF_LENGTH),
    sentiment: conversation.sentiment,
    url: sessionUrl(facts.appUrl, sessionId),
  };
}

/** The latest of our conversations and of what HubSpot counts as contact: e-mails, calls, meetings people logged. */
function lastInteraction(facts: BriefFacts): Brief['lastInteraction'] {
  const [newest] = facts.conversations;
  const logged = facts.people
    .flatMap(({ contact }) => {
      const at = instantOf(contact.properties['notes_last_contacted']);
      return at && Date.parse(at) <= facts.now.getTime() ? [{ at, id: contact.id }] : [];
    })
    .sort((left, right) => right.at.localeCompare(left.at))[0];
  const words = (at: string) => when(new Date(at), facts.now, facts.timeZone);
  // The activity of a conversation counts as contact, too: of the two the one with a title says more.
  if (newest && !(logged && Date.parse(logged.at) > newest.startedAt.getTime() + DAY_MS)) {
    const { label, url } = fromConversation(facts, newest);
    const at = newest.startedAt.toISOString();
    return { at, words: words(at), what: label, url };
  }
  if (!logged) return null;
  const url = urlOf(facts, 'contacts', logged.id);
  return { at: logged.at, words: words(logged.at), what: 'Activity logged in HubSpot', url };
}

const DAY_MS = 86_400_000;

/** Unanswered ones first; said again is said once, and the latest conversation decides whether it is answered. */
function objections(facts: BriefFacts): Brief['objections'] {
  return recordInsights(facts.conversations)
    .objections.slice(0, MAX_OBJECTIONS)
    .flatMap(({ text, answered, sessionId, startedAt }) => {
      const entry = facts.conversations.find((one) => one.sessionId === sessionId);
      const words = when(new Date(startedAt), facts.now, facts.timeZone);
      return entry ? [{ text, answered, words, source: fromConversation(facts, entry) }] : [];
    });
}
