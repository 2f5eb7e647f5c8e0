import type { SyncSkip } from '../../shared/ledger.ts';
import type { Session } from '../../shared/session.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import { canonical } from '../mapping/canonical.ts';
import { decideValue, type Standing } from '../mapping/decideValue.ts';
import type { ProposalDraft } from '../proposals/proposal.ts';
import { fingerprint } from './fingerprint.ts';
import type { LedgerObject } from './ledger.types.ts';
import type { DesiredActivity } from './desiredActivity.ts';
import { convertFor, draftOf, mappingsOf, saidIn, skipOf, type Mapping } from './planMapping.ts';
import type { PlanInput, PlannedSession } from './plan.types.ts';

interface MeetingPlan {
  activities: DesiredActivity[];
  drafts: ProposalDraft[];
  skips: SyncSkip[];
}

/**
 * Adds mapped values to the meeting of a conversation. It is ours, so its ledger row says what we wrote
 * last; what a person changed on it since stays and is proposed against. Pure.
 */
export function planMeeting(
  { objects }: PlannedSession,
  session: Session,
  activities: readonly DesiredActivity[],
  input: Omit<PlanInput, 'sessions'>,
): MeetingPlan {
  const { mappings, skips } = mappingsOf('meetings', input.settings, input.snapshot.properties);
  const meeting = activities.find(({ key, type }) => key === 'activity' && type === 'meetings');
  if (!meeting) return { activities: [...activities], drafts: [], skips: mappings.map(logsACall) };
  const made = objects.find(
    ({ key, type, state }) => key === 'activity' && type === 'meetings' && state === 'live',
  );
  const current = made?.id ? input.snapshot.meetings.get(made.id) : undefined;
  const properties = { ...meeting.properties };
  // What stands in it cannot be seen, or nothing is known of the properties: they stay as they are.
  if (input.snapshot.off.has('meetings') && (made || mappings.length === 0))
    return { activities: [...activities], drafts: [], skips: [] };
  const result: MeetingPlan = { activities: [], drafts: [], skips };
  for (const mapping of mappings) planValue(mapping, session, properties, made, current, input, result);
  result.activities = activities.map((one) => (one === meeting ? { ...meeting, properties } : one));
  return result;
}

function logsACall(mapping: Mapping): SyncSkip {
  return skipOf(
    'meeting',
    mapping,
    'no_meeting: this conversation is logged as a call, which has no such property',
  );
}

function planValue(
  mapping: Mapping,
  session: Session,
  properties: Record<string, string>,
  made: LedgerObject | undefined,
  current: CrmRecord | undefined,
  input: Omit<PlanInput, 'sessions'>,
  result: MeetingPlan,
): void {
  const { property, mode } = mapping;
  const { name } = property;
  const value = saidIn(session, mapping, input.settings);
  const { text, problem } = value
    ? convertFor(session, mapping, value, input, null)
    : { text: null, problem: null };
  if (problem) result.skips.push(skipOf('meeting', mapping, problem));
  if (text === null && made?.written[name] === undefined) return;

  const wanted = canonical(text, property);
  const raw = current ? current.properties[name] : properties[name];
  const shown = canonical(raw, property);
  const standing = standingOf(made, current, mapping, shown);
  const action = decideValue(mode, wanted, shown, standing);
  if (action === 'leave_filled') {
    const reason = 'not_empty: the meeting holds a value already, and this mapping only fills what is empty';
    result.skips.push(skipOf('meeting', mapping, reason));
  } else if (action === 'propose' && text !== null) {
    const record = { type: 'meetings', id: made?.id ?? `new:${session.id}` } as const;
    result.drafts.push(draftOf(session, mapping, record, { current: raw ?? '', proposed: text }, standing));
    if (standing === 'theirs') Reflect.deleteProperty(properties, name);
  } else if (action === 'write' || standing === 'ours') {
    properties[name] = text ?? '';
  } else if (standing === 'theirs') {
    Reflect.deleteProperty(properties, name);
  }
}

/** Rich text comes back in HubSpot's own spelling: there what it says is compared, without markup and space. */
function standingOf(
  made: LedgerObject | undefined,
  current: CrmRecord | undefined,
  { property: { name, fieldType } }: Mapping,
  shown: string,
): Standing {
  const written = made?.written[name];
  if (!current || written === undefined) return 'untouched';
  const said = fieldType === 'html' ? (made?.words?.[name] ?? written) : written;
  return said === fingerprint(shown) ? 'ours' : 'theirs';
}
