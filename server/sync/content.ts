import type { ActionItem, Session } from '../../shared/session.ts';
import { sessionUrl } from '../sessions/sessionUrl.ts';
import { MAX_LENGTH } from '../text/plainText.ts';
import { markdownToHtml, safeHref, textToHtml } from '../text/sanitise.ts';

const CUT_NOTICE = '<p><em>Shortened: the full summary is at liveprompt.</em></p>';

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

/** The marker of a note or a task, which have no URL property: the same link with the object's key behind it. */
export function markerUrl(appUrl: string, sessionId: string, key: string): string {
  return `${sessionUrl(appUrl, sessionId)}#${encodeURIComponent(key)}`;
}

/** Body of the meeting or call: the brief, the summary, what was agreed and what came up, the link back. */
export function activityBody(session: Session, appUrl: string, withRecording = false): string {
  const { summary, insights } = session;
  return fitBlocks([
    paragraph(summary.brief),
    summary.body_markdown ? markdownToHtml(summary.body_markdown) : section('Key points', summary.key_points),
    section('Next steps', summary.next_steps),
    section('Objections', insights?.objections?.map(objectionLine)),
    section(
      'Competitors',
      insights?.competitors?.map(({ name, at_seconds }) => name + minuteMark(at_seconds)),
    ),
    section('Budget', budgetLine(insights?.budget)),
    withRecording ? recordingLink(session.recording) : '',
    link(sessionUrl(appUrl, session.id), 'View full summary in liveprompt'),
  ]);
}

/** Key insights as a note; undefined when the conversation brought none. */
export function noteBody(session: Session, appUrl: string): string | undefined {
  const insights = session.insights?.key_insights?.filter((line) => line.trim() !== '') ?? [];
  if (insights.length === 0) return undefined;
  return fitBlocks([
    section(`Key insights: ${titleOf(session)}`, insights),
    link(markerUrl(appUrl, session.id, 'note'), 'From this conversation in liveprompt'),
  ]);
}

export function taskBody(item: ActionItem, session: Session, appUrl: string): string {
  return fitBlocks([
    item.description ? markdownToHtml(item.description) : '',
    link(markerUrl(appUrl, session.id, item.id), `From "${titleOf(session)}" in liveprompt`),
  ]);
}

/**
 * Whole blocks that fit; a long one gives way to a notice, not to the loss of all that follows it. The last
 * block is the link back, which must never be cut off.
 */
function fitBlocks(blocks: readonly string[]): string {
  const [last = '', ...rest] = blocks.filter((block) => block !== '').reverse();
  const kept: string[] = [];
  let room = MAX_LENGTH - last.length - CUT_NOTICE.length;
  for (const block of rest.reverse()) {
    if (block.length <= room) {
      kept.push(block);
      room -= block.length;
    } else if (!kept.includes(CUT_NOTICE)) kept.push(CUT_NOTICE);
  }
  return [...kept, last].join('');
}

function paragraph(text: string): string {
  return text.trim() ? `<p>${textToHtml(text)}</p>` : '';
}

function section(heading: string, lines: readonly string[] = []): string {
  const items = lines.filter((line) => line.trim() !== '').map((line) => `<li>${textToHtml(line)}</li>`);
  return items.length === 0 ? '' : `<h4>${textToHtml(heading)}</h4><ul>${items.join('')}</ul>`;
}

function link(url: string, label: string): string {
  return `<p><a href="${url}">${textToHtml(label)}</a></p>`;
}

/** Where the recording can be heard: a link, never audio (goals.md row 5); only an address that is safe to open. */
function recordingLink(recording: Session['recording']): string {
  const url = safeHref(recording?.url);
  if (!url) return '';
  const seconds = recording?.duration_seconds;
  const length = seconds === undefined ? '' : ` (${Math.max(1, Math.round(seconds / 60))} min)`;
  return link(textToHtml(url), `Listen to the recording${length}`);
}

type Objection = NonNullable<NonNullable<Session['insights']>['objections']>[number];
type Budget = NonNullable<Session['insights']>['budget'];

function objectionLine({ text, at_seconds, resolved }: Objection): string {
  return `${text}${minuteMark(at_seconds)} – ${resolved ? 'answered' : 'open'}`;
}

/** Minute and second in the recording: 323 s → " (05:23)". */
function minuteMark(seconds: number | undefined): string {
  if (seconds === undefined) return '';
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return ` (${two(seconds / 60)}:${two(seconds % 60)})`;
}

function budgetLine(budget: Budget): string[] {
  if (!budget) return [];
  const amounts = [budget.min, budget.max].filter((amount) => amount !== undefined);
  if (amounts.length === 0) return [];
  const range = [...new Set(amounts)].map((amount) => amount.toLocaleString('en-US')).join(' – ');
  return [`${range}${budget.currency ? ` ${budget.currency}` : ''}${budget.confirmed ? ' (confirmed)' : ''}`];
}
