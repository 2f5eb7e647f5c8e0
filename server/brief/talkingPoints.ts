import type { Brief, BriefSource } from '../../shared/brief.ts';
import { recordInsights } from '../cards/insights.ts';
import type { BriefFacts } from './facts.types.ts';
import { fromConversation, fromRecord } from './sources.ts';
import { when } from './words.ts';

type Point = Brief['talkingPoints'][number];
type Known = Omit<Brief, 'talkingPoints'>;

const MOST = 5;
const LEAST = 3;
/** A relationship that slept this long needs another beginning. */
const LONG_AGO_DAYS = 60;
const SOON_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * Three to five things worth bringing up, the most pressing first, each with its source: broken promises, open
 * objections, deals about to close, what was agreed, who competes; and where little is known, what to find out.
 * Pure.
 */
export function talkingPoints(known: Known, facts: BriefFacts): Point[] {
  const pressing = [
    ...overdue(known).slice(0, 1),
    ...unanswered(known).slice(0, 2),
    ...closing(known, facts).slice(0, 1),
    ...agreed(known).slice(0, 1),
    ...competitors(facts).slice(0, 1),
    ...slept(known, facts),
    ...mood(known),
  ].slice(0, MOST);
  return pressing.length >= LEAST ? pressing : [...pressing, ...toFindOut(known, facts)].slice(0, LEAST);
}

function overdue({ promises }: Known): Point[] {
  return promises
    .filter((promise) => promise.overdue)
    .map(({ text, due, source }) => ({
      text: `We promised ${quoted(text)}; it was due ${due ?? 'before today'} and is still open.`,
      source,
    }));
}

function unanswered({ objections }: Known): Point[] {
  return objections
    .filter(({ answered }) => !answered)
    .map(({ text, words, source }) => ({
      text: `They objected ${words}: ${quoted(text)}. It was not answered yet.`,
      source,
    }));
}

function closing({ deals }: Known, facts: BriefFacts): Point[] {
  return deals.map((deal) => {
    const worth = deal.amountText ? ` (${deal.amountText})` : '';
    const at = deal.closeDate && new Date(deal.closeDate);
    const days = at ? (at.getTime() - facts.now.getTime()) / DAY_MS : Number.POSITIVE_INFINITY;
    const date = at ? when(at, facts.now, facts.timeZone) : '';
    const close =
      days < 0 ? `; its close date passed ${date}` : days <= SOON_DAYS ? `; it is to close ${date}` : '';
    return {
      text: `"${deal.name}"${worth} is in ${deal.stage ?? 'an unknown stage'}${close}: agree on what moves it on.`,
      source: fromRecord(facts, 'deals', { id: deal.id, label: deal.name, at: deal.closeDate }),
    };
  });
}

function agreed({ promises }: Known): Point[] {
  return promises
    .filter((promise) => !promise.overdue)
    .map(({ text, due, source }) => ({
      text: `Agreed last time: ${quoted(text)}${due ? `, due ${due}` : ''}. Say where it stands.`,
      source,
    }));
}

function competitors({ conversations, now, timeZone, ...facts }: BriefFacts): Point[] {
  return recordInsights(conversations).competitors.flatMap(({ name, sessionId, startedAt }) => {
    const entry = conversations.find((one) => one.sessionId === sessionId);
    const said = when(new Date(startedAt), now, timeZone);
    return entry
      ? [{ text: `${name} came up ${said}: be ready to compare.`, source: fromConversation(facts, entry) }]
      : [];
  });
}

function slept({ lastInteraction, contact }: Known, facts: BriefFacts): Point[] {
  if (!lastInteraction || !contact) return [];
  const days = (facts.now.getTime() - Date.parse(lastInteraction.at)) / DAY_MS;
  const source: BriefSource = {
    kind: 'contact',
    label: contact.name,
    at: lastInteraction.at,
    url: contact.url,
  };
  return days > LONG_AGO_DAYS
    ? [{ text: `The last contact was ${lastInteraction.words}: ask what has changed since.`, source }]
    : [];
}

function mood({ lastConversation: last }: Known): Point[] {
  if (last?.sentiment !== 'negative') return [];
  const source: BriefSource = { kind: 'conversation', label: last.title, at: last.startedAt, url: last.url };
  return [
    { text: `The last conversation, ${last.words}, ended in a bad mood: ask how they see it today.`, source },
  ];
}

/** Where little is known, what this call can find out; the source is where nothing was found. */
function toFindOut({ contact, contacts, unknown, deals, nextMeeting }: Known, facts: BriefFacts): Point[] {
  const stranger = unknown[0];
  const who = contact?.name ?? stranger?.name ?? stranger?.email ?? 'the people in this call';
  const nowhere: BriefSource = contact
    ? { kind: 'contact', label: contact.name, at: null, url: contact.url }
    : { kind: 'contact', label: `Not in HubSpot: ${who}`, at: null, url: null };
  const untitled = contacts.find(({ title }) => title === null);
  const isLate = (part: string) => facts.leftOut.some((one) => one.part === part);
  return [
    ...(stranger
      ? [
          {
            text: `${stranger.name ?? stranger.email ?? 'Somebody'} is new to HubSpot: ask for the role and what brought them here.`,
            source: {
              ...nowhere,
              label: `Not in HubSpot: ${stranger.email ?? stranger.name ?? ''}`,
              url: null,
            },
          },
        ]
      : untitled
        ? [
            {
              text: `HubSpot has no job title for ${untitled.name}: ask what they decide on.`,
              source: { kind: 'contact' as const, label: untitled.name, at: null, url: untitled.url },
            },
          ]
        : []),
    ...(deals.length === 0 && !isLate('deals')
      ? [
          {
            text: `No open deal with ${who}: find out whether there is a project, a budget and a date.`,
            source: nowhere,
          },
        ]
      : []),
    ...(nextMeeting
      ? [
          {
            text: `"${nextMeeting.title}" is planned ${nextMeeting.words}: agree on what it is for.`,
            source: nextMeeting.source,
          },
        ]
      : [{ text: 'No next meeting is planned: end the call with a date.', source: nowhere }]),
    { text: `Ask ${who} what a good result of this call would be.`, source: nowhere },
    { text: `Ask who else at their company should be part of this.`, source: nowhere },
  ];
}

/** Other people's sentences inside one of ours: without their own full stop. */
function quoted(text: string): string {
  return `"${text.replace(/[.\s]+$/, '')}"`;
}
