import type { Session } from '../../shared/session.ts';
import type { SyncSkip } from '../../shared/ledger.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import { scoreWithTrend } from '../scoring/engagementScore.ts';
import { factsOf } from '../scoring/facts.ts';
import { plainText } from '../text/plainText.ts';
import { fingerprint } from './fingerprint.ts';
import { idOf, type PastConversation, type PlanInput, type RecordUpdate, type Ref } from './plan.types.ts';

/** A record and the conversations of this turn that concern it: linked now, or linked before and no more. */
export interface TouchedRecord {
  ref: Ref;
  linked: Session[];
  sessionIds: string[];
}

/** What a session says about a record, as the read model will remember it. */
export function pastOf(session: Session): PastConversation {
  return {
    sessionId: session.id,
    facts: factsOf(session),
    brief: session.summary.brief,
    nextStep: session.summary.next_steps?.find((step) => step.trim() !== '') ?? null,
  };
}

/** Conversations of a record after this turn, newest first. */
export function historyAfter(touched: TouchedRecord, snapshot: PlanInput['snapshot']): PastConversation[] {
  const before = (snapshot.history.get(touched.ref) ?? []).filter(
    ({ sessionId }) => !touched.sessionIds.includes(sessionId),
  );
  return [...before, ...touched.linked.map(pastOf)].sort(
    (left, right) =>
      Date.parse(right.facts.startedAt) - Date.parse(left.facts.startedAt) ||
      (left.sessionId < right.sessionId ? 1 : -1),
  );
}

/**
 * Property values of a contact or deal after this turn (`history`, newest first), and only those that HubSpot does not show yet.
 * Absolute values, never increments, so that a repeated write changes nothing. Pure.
 */
export function planRecord(
  touched: TouchedRecord,
  history: readonly PastConversation[],
  { settings, snapshot }: Omit<PlanInput, 'sessions'>,
): { update: RecordUpdate | null; skips: SyncSkip[] } {
  const contact = touched.ref.startsWith('contacts:');
  const current = (contact ? snapshot.contactsById : snapshot.deals).get(idOf(touched.ref));
  const wanted = contact ? contactValues(history, settings.sync.updateEngagementScore) : dealValues(history);
  const skips: SyncSkip[] = [];
  const properties: Record<string, string> = {};

  for (const [name, value] of Object.entries(wanted)) {
    if (same(name, current?.properties[name], value)) continue;
    properties[name] = value;
  }
  if (!contact) planNextStep(touched, history, current, snapshot, properties, skips);
  const update =
    Object.keys(properties).length > 0
      ? { ref: touched.ref, properties, sessionIds: touched.sessionIds }
      : null;
  return { update, skips };
}

function contactValues(history: readonly PastConversation[], withScore: boolean): Record<string, string> {
  const [newest] = history;
  const score = withScore ? scoreWithTrend(history.map(({ facts }) => facts)) : null;
  return {
    liveprompt_last_meeting_date: newest?.facts.startedAt ?? '',
    liveprompt_recent_summary: newest ? plainText(newest.brief) : '',
    liveprompt_sentiment: newest?.facts.sentiment ?? '',
    ...(withScore ? { liveprompt_engagement_score: score ? String(score.score.value) : '' } : {}),
  };
}

function dealValues(history: readonly PastConversation[]): Record<string, string> {
  const [newest] = history;
  return {
    liveprompt_last_meeting_date: newest?.facts.startedAt ?? '',
    liveprompt_sentiment: newest?.facts.sentiment ?? '',
  };
}

/**
 * People write the next step too. The first one of ours replaces what stood there before the
 * conversation; from then on a value that someone changed or cleared stays (contract §3, custom mapping).
 */
function planNextStep(
  { ref }: TouchedRecord,
  history: readonly PastConversation[],
  current: CrmRecord | undefined,
  snapshot: PlanInput['snapshot'],
  properties: Record<string, string>,
  skips: SyncSkip[],
): void {
  const ours = snapshot.marks.get(ref)?.['hs_next_step'];
  const shown = current?.properties['hs_next_step'] ?? '';
  const newest = history[0];
  const wanted = newest ? newest.nextStep && plainText(newest.nextStep) : '';
  // A conversation without a next step says nothing about the one before; the last one gone takes ours along.
  if (wanted === null || wanted === shown) return;
  const changedByPeople = ours !== undefined && ours !== fingerprint(shown);
  const nothingOfOurs = ours === undefined && wanted === '';
  if (!changedByPeople && !nothingOfOurs) properties['hs_next_step'] = wanted;
  else if (wanted !== '') {
    skips.push({
      what: 'deal next step',
      reason: 'changed_in_hubspot: someone wrote another next step in HubSpot, which stays',
    });
  }
}

/** HubSpot answers dates as ISO text or milliseconds; an absent value and an empty one are the same. */
function same(name: string, current: string | null | undefined, wanted: string): boolean {
  const shown = current ?? '';
  if (shown === wanted) return true;
  if (!name.endsWith('_date') || shown === '' || wanted === '') return false;
  return (/^\d+$/.test(shown) ? Number(shown) : Date.parse(shown)) === Date.parse(wanted);
}
