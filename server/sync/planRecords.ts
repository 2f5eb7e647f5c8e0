import type { Session } from '../../shared/session.ts';
import type { SyncSkip } from '../../shared/ledger.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import { saidOf } from '../insights/saidOf.ts';
import { scoreWithTrend } from '../scoring/engagementScore.ts';
import { factsOf } from '../scoring/facts.ts';
import { plainText } from '../text/plainText.ts';
import type { Guard, PlanInput, RecordUpdate } from './plan.types.ts';
import { totalValues } from './planTotals.ts';
import { idOf, typeOf, type Ref } from './ref.ts';
import type { PastConversation } from './snapshot.types.ts';
import { standingOf } from './standing.ts';

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
    said: saidOf(session),
  };
}

/** Conversations of a record after this turn, newest first. */
export function historyAfter(
  touched: TouchedRecord,
  snapshot: Pick<PlanInput['snapshot'], 'history'>,
): PastConversation[] {
  const before = (snapshot.history.get(touched.ref) ?? []).filter(
    ({ sessionId }) => !touched.sessionIds.includes(sessionId),
  );
  return [...before, ...touched.linked.map(pastOf)].sort(
    (left, right) =>
      Date.parse(right.facts.startedAt) - Date.parse(left.facts.startedAt) ||
      (left.sessionId < right.sessionId ? 1 : -1),
  );
}

/** The record as HubSpot shows it; undefined for one that this turn makes. */
export function currentOf(ref: Ref, snapshot: PlanInput['snapshot']): CrmRecord | undefined {
  const records = {
    contacts: snapshot.contactsById,
    deals: snapshot.deals,
    companies: snapshot.companies,
    tickets: snapshot.tickets.byId,
  };
  const type = typeOf(ref);
  return type in records ? records[type as keyof typeof records].get(idOf(ref)) : undefined;
}

export interface OwnValues {
  properties: Record<string, string>;
  guarded: RecordUpdate['guarded'];
  skips: SyncSkip[];
  /** What is withheld because the portal has no such property. */
  missing: string[];
}

/**
 * Values of our own properties, and the next step, of a contact or deal after this turn (`history`, newest first);
 * only those that HubSpot does not show yet. Absolute values, never increments, so that a repeated write changes
 * nothing. Pure.
 */
export function planOwnValues(
  touched: TouchedRecord,
  history: readonly PastConversation[],
  { settings, snapshot, features }: Omit<PlanInput, 'sessions'>,
): OwnValues {
  const result: OwnValues = { properties: {}, guarded: {}, skips: [], missing: [] };
  const { ref } = touched;
  const type = typeOf(ref);
  if (type !== 'contacts' && type !== 'deals') return result;
  const current = currentOf(ref, snapshot);
  const wanted = {
    ...(type === 'contacts'
      ? contactValues(history, settings.sync.updateEngagementScore)
      : dealValues(history)),
    ...totalValues(touched, snapshot),
  };
  for (const [name, value] of Object.entries(wanted)) {
    if (same(name, current?.properties[name], value)) continue;
    const property = `${type}.${name}`;
    if (features.withheld.has(property)) result.missing.push(property);
    else result.properties[name] = value;
  }
  const isMapped = settings.mapping.custom.some(
    ({ object, property }) => object === 'deal' && property === NEXT_STEP,
  );
  if (type === 'deals' && !isMapped) planNextStep(ref, history, current, snapshot, result);
  return result;
}

function contactValues(history: readonly PastConversation[], withScore: boolean): Record<string, string> {
  const [newest] = history;
  const score = withScore ? scoreWithTrend(history.map(({ facts }) => facts)) : null;
  return {
    liveprompt_last_meeting_date: newest?.facts.startedAt ?? '',
    ...(newest?.wordless ? {} : { liveprompt_recent_summary: newest ? plainText(newest.brief) : '' }),
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

const NEXT_STEP = 'hs_next_step';

/**
 * People write the next step too. The first one of ours replaces what stood there before the
 * conversation; from then on a value that someone changed or cleared stays (contract §3, custom mapping).
 */
function planNextStep(
  ref: Ref,
  history: readonly PastConversation[],
  current: CrmRecord | undefined,
  { marks }: PlanInput['snapshot'],
  result: OwnValues,
): void {
  const shown = (current?.properties[NEXT_STEP] ?? '').trim();
  // A conversation without a next step says nothing about the one before; where none says one any more, ours goes.
  const newest = history.find(({ nextStep, wordless }) => nextStep !== null || wordless);
  // What it said is not known any more; as far as we know, it is what stands there.
  if (newest?.wordless) return;
  const wanted = plainText(newest?.nextStep ?? '');
  if (wanted === shown) return;
  const record = marks.get(ref);
  const standing = standingOf(record, NEXT_STEP, shown);
  if (standing === 'ours' || (standing === 'untouched' && wanted !== '')) {
    result.properties[NEXT_STEP] = wanted;
    const by = newest
      ? { sessionId: newest.sessionId, at: new Date(newest.facts.startedAt) }
      : record?.by[NEXT_STEP];
    result.guarded[NEXT_STEP] = { value: wanted, before: shown, by: by ?? NOBODY };
  } else if (standing === 'theirs' && wanted !== '') {
    result.skips.push({
      what: 'deal next step',
      reason: 'changed_in_hubspot: someone wrote another next step in HubSpot, which stays',
    });
  }
}

/** Of marks from before they named their conversation. */
const NOBODY: Guard['by'] = { sessionId: '', at: new Date(0) };

/** HubSpot answers dates as ISO text or milliseconds; an absent value and an empty one are the same. */
function same(name: string, current: string | null | undefined, wanted: string): boolean {
  const shown = current ?? '';
  if (shown === wanted) return true;
  if (!name.endsWith('_date') || shown === '' || wanted === '') return false;
  return (/^\d+$/.test(shown) ? Number(shown) : Date.parse(shown)) === Date.parse(wanted);
}
