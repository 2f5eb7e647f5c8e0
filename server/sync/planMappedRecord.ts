import type { SyncSkip } from '../../shared/ledger.ts';
import type { Session } from '../../shared/session.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import { canonical } from '../mapping/canonical.ts';
import { decideValue } from '../mapping/decideValue.ts';
import type { ProposalDraft } from '../proposals/proposal.ts';

import type { Guard, PlanInput } from './plan.types.ts';
import { idOf, typeOf } from './ref.ts';
import type { RecordMarks } from './snapshot.types.ts';
import {
  convertFor,
  draftOf,
  KIND_OF,
  mappingsOf,
  saidIn,
  skipOf,
  type MappedType,
  type Mapping,
} from './planMapping.ts';
import type { TouchedRecord } from './planRecords.ts';
import { standingOf } from './standing.ts';

/** What mappings and stage rules add to the update of a record. */
export interface RecordAdditions {
  properties: Record<string, string>;
  guarded: Record<string, Guard>;
  drafts: ProposalDraft[];
  skips: SyncSkip[];
}

/**
 * Mapped values of one record: absolute ones, of the newest conversation that says something. An older
 * conversation that is synced again does not take over. Of one that is gone, or says nothing any more, the
 * latest that remains has the say; where none does, what we alone had set goes along. Pure.
 */
export function planMappedRecord(
  touched: TouchedRecord,
  current: CrmRecord | undefined,
  input: Omit<PlanInput, 'sessions'>,
): RecordAdditions {
  const type = typeOf(touched.ref) as MappedType;
  const { mappings, skips } = mappingsOf(type, input.settings, input.snapshot.properties);
  const result: RecordAdditions = { properties: {}, guarded: {}, drafts: [], skips };
  const marks = input.snapshot.marks.get(touched.ref);
  for (const mapping of mappings) planValue(mapping, touched, current, marks, input, result);
  return result;
}

function planValue(
  mapping: Mapping,
  touched: TouchedRecord,
  current: CrmRecord | undefined,
  marks: RecordMarks | undefined,
  input: Omit<PlanInput, 'sessions'>,
  result: RecordAdditions,
): void {
  const { property, mode } = mapping;
  const type = typeOf(touched.ref) as MappedType;
  const object = KIND_OF[type];
  const skip = (reason: string) => result.skips.push(skipOf(object, mapping, reason));
  const before = marks?.by[property.name];
  const beforeIsHere = before !== undefined && touched.sessionIds.includes(before.sessionId);
  const says = (session: Session) => saidIn(session, mapping, input.settings);
  // What a person approved stays when its conversation goes: an older one does not ask again.
  const earlier = beforeIsHere && mode !== 'propose' ? (input.snapshot.earlier.get(touched.ref) ?? []) : [];
  const source = newestFirst([...touched.linked, ...earlier]).find(says);
  const inherited = source !== undefined && earlier.includes(source);
  if (source && before && !beforeIsHere && before.at.getTime() > Date.parse(source.started_at)) return;

  const wanted = source && valueOf(source, mapping, current, input);
  if (wanted?.problem && !inherited) skip(wanted.problem);
  if (!wanted?.text && !beforeIsHere) return;
  const text = wanted?.text ?? '';
  const shown = canonical(current?.properties[property.name], property);
  const value = canonical(text, property);
  const standing = standingOf(marks, property.name, shown);
  const action = decideValue(mode, value, shown, standing);
  // An older conversation takes over what we alone set, and says nothing against what a person wrote since.
  if (inherited && action !== 'write') return;
  if (action === 'leave_filled') {
    skip('not_empty: HubSpot holds a value already, and this mapping only fills what is empty');
  } else if (action === 'propose' && source) {
    const record = { type, id: idOf(touched.ref) };
    const values = { current: current?.properties[property.name] ?? '', proposed: text };
    result.drafts.push(draftOf(source, mapping, record, values, standing));
  } else if (action === 'write') {
    result.properties[property.name] = text;
    const by = source ? { sessionId: source.id, at: new Date(source.started_at) } : before;
    if (by) result.guarded[property.name] = { value, before: shown, by };
  }
}

function valueOf(
  session: Session,
  mapping: Mapping,
  current: CrmRecord | undefined,
  input: Omit<PlanInput, 'sessions'>,
) {
  const value = saidIn(session, mapping, input.settings);
  // Only deals have a currency of their own; without one it is the portal's.
  const currency =
    current && 'deal_currency_code' in current.properties
      ? current.properties['deal_currency_code'] || input.features.currency
      : null;
  return value && convertFor(session, mapping, value, input, currency);
}

export function newestFirst(sessions: readonly Session[]): Session[] {
  return [...sessions].sort(
    (left, right) =>
      Date.parse(right.started_at) - Date.parse(left.started_at) || (left.id < right.id ? 1 : -1),
  );
}
