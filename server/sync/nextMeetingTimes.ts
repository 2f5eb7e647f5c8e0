import type { Session } from '../../shared/session.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import type { PastConversation } from './snapshot.types.ts';

/** The key of the scheduled meeting in the ledger, and the fragment of its marker. */
export const NEXT_MEETING = 'next';

export interface Span {
  start: number;
  end: number;
}

const MINUTE_MS = 60_000;
/** Of a meeting without an end; how long the conversation took says nothing of the next one. */
const DEFAULT_MS = 30 * MINUTE_MS;
/** People begin before the hour. */
const EARLY_MS = 15 * MINUTE_MS;

/** When the next meeting is to be; an end that is not after the start is none. */
export function agreedSpan({ starts_at, ends_at }: NonNullable<Session['next_meeting']>): Span {
  const start = Date.parse(starts_at);
  const end = ends_at === undefined ? start : Date.parse(ends_at);
  return { start, end: end > start ? end : start + DEFAULT_MS };
}

/** When a meeting in HubSpot is; undefined where it has no start. */
export function shownSpan({ properties }: CrmRecord): Span | undefined {
  const start = instantOf(properties['hs_meeting_start_time']);
  if (start === undefined) return undefined;
  const end = instantOf(properties['hs_meeting_end_time']) ?? start;
  return { start, end: end > start ? end : start + DEFAULT_MS };
}

/** HubSpot answers instants as ISO text or as milliseconds. */
function instantOf(text: string | null | undefined): number | undefined {
  const at = text && /^\d+$/.test(text) ? Number(text) : Date.parse(text ?? '');
  return Number.isFinite(at) ? at : undefined;
}

export function minuteOf({ start }: Pick<Span, 'start'>): number {
  return Math.floor(start / MINUTE_MS);
}

export function overlap(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Whether a conversation is what the meeting was made for. */
export function isHeldAs({ start, end }: Span, { facts }: PastConversation): boolean {
  const began = Date.parse(facts.startedAt);
  const ended = began + Math.max(1, facts.durationMinutes ?? 1) * MINUTE_MS;
  return overlap({ start: start - EARLY_MS, end }, { start: began, end: ended });
}
