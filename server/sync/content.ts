import type { ActionItem, Session } from '../../shared/session.ts';
import { qualificationLines } from '../insights/customer.ts';
import type { FeatureRequest } from '../insights/featureRequests.ts';
import { sessionUrl } from '../sessions/sessionUrl.ts';
import { inOwnDirection } from '../text/readingOrder.ts';
import { markdownToHtml, safeHref, textToHtml } from '../text/sanitise.ts';
import { fitBlocks, heading, link, paragraph, section } from './htmlBlocks.ts';
import { insightSections } from './insightSections.ts';

const TITLES: Readonly<Record<Session['kind'], string>> = {
  sales: 'Sales call',
  support: 'Support call',
  discovery: 'Discovery call',
  coaching: 'Coaching session',
  other: 'Conversation',
};

export function titleOf(session: Session): string {
  const title = session.title?.replace(/\s+/g, ' ').trim();
  return title ? title : TITLES[session.kind];
}

/** In a sentence of ours. */
function namedTitle(session: Session): string {
  return inOwnDirection(titleOf(session));
}

/** The marker of a note or a task, which have no URL property: the same link with the object's key behind it. */
export function markerUrl(appUrl: string, sessionId: string, key: string): string {
  return `${sessionUrl(appUrl, sessionId)}#${encodeURIComponent(key)}`;
}

/** Body of the meeting or call: the brief, the summary, what was agreed and what came up, the link back. */
export function activityBody(session: Session, appUrl: string, withRecording = false): string {
  const { summary } = session;
  return fitBlocks([
    paragraph(summary.brief),
    summary.body_markdown ? markdownToHtml(summary.body_markdown) : section('Key points', summary.key_points),
    ...insightSections(session),
    withRecording ? recordingLink(session.recording) : '',
    link(sessionUrl(appUrl, session.id), 'View full summary in liveprompt'),
  ]);
}

/** Key insights and the qualification checklist as a note; undefined when the conversation brought neither. */
export function noteBody(session: Session, appUrl: string): string | undefined {
  const { key_insights: insights, qualification } = session.insights ?? {};
  const blocks = [
    section(`Key insights: ${namedTitle(session)}`, insights),
    section(`Qualification: ${namedTitle(session)}`, qualificationLines(qualification)),
  ].filter((block) => block !== '');
  if (blocks.length === 0) return undefined;
  return fitBlocks([
    ...blocks,
    link(markerUrl(appUrl, session.id, 'note'), 'From this conversation in liveprompt'),
  ]);
}

/**
 * A feature request as a note. It says what this conversation said and no count: how often an account asked changes
 * with every other conversation, and the note would have to be written anew each time (decision 0025).
 */
export function requestBody(
  { title, detail }: FeatureRequest,
  session: Session,
  appUrl: string,
  key: string,
): string {
  return fitBlocks([
    section('Feature request', [title]),
    paragraph(detail),
    link(markerUrl(appUrl, session.id, key), `Asked for in "${namedTitle(session)}" in liveprompt`),
  ]);
}

/** What the next colleague has to know; undefined when nothing is handed off. */
export function handoffBody(session: Session, appUrl: string, key: string): string | undefined {
  const notes = session.insights?.handoff_notes?.trim();
  if (!notes) return undefined;
  const to = session.kind === 'discovery' ? 'Hand-off to sales' : 'Hand-off';
  return fitBlocks([
    heading(`${to}: ${namedTitle(session)}`),
    markdownToHtml(notes),
    link(markerUrl(appUrl, session.id, key), 'From this conversation in liveprompt'),
  ]);
}

export function taskBody(item: ActionItem, session: Session, appUrl: string): string {
  return fitBlocks([
    item.description ? markdownToHtml(item.description) : '',
    link(markerUrl(appUrl, session.id, item.id), `From "${namedTitle(session)}" in liveprompt`),
  ]);
}

/** Of the scheduled meeting; it says that nobody was invited, because people take a meeting in a CRM for an invitation. */
export function nextMeetingBody(session: Session, appUrl: string): string {
  return fitBlocks([
    paragraph(`Agreed in "${namedTitle(session)}". liveprompt noted it here and invited nobody.`),
    link(sessionUrl(appUrl, session.id), 'The conversation in liveprompt'),
  ]);
}

/** Of a task that an open issue makes. */
export function issueBody(session: Session, appUrl: string, key: string): string {
  return fitBlocks([
    paragraph('An issue that was open at the end of the conversation.'),
    link(markerUrl(appUrl, session.id, key), `From "${namedTitle(session)}" in liveprompt`),
  ]);
}

/** Where the recording can be heard: a link, never audio (goals.md row 5); only an address that is safe to open. */
function recordingLink(recording: Session['recording']): string {
  const url = safeHref(recording?.url);
  if (!url) return '';
  const seconds = recording?.duration_seconds;
  const length = seconds === undefined ? '' : ` (${Math.max(1, Math.round(seconds / 60))} min)`;
  return link(textToHtml(url), `Listen to the recording${length}`);
}
