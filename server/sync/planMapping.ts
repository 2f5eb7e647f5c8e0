import type { SyncSkip } from '../../shared/ledger.ts';
import { conversionProblem, reservedProblem } from '../../shared/mappingProblems.ts';
import type { MappableObject, WritableProperty } from '../../shared/options.ts';
import type { Session } from '../../shared/session.ts';
import { sessionField, type SessionField, type SessionFieldPath } from '../../shared/sessionFields.ts';
import type { Settings } from '../../shared/settings.ts';
import type { ObjectType } from '../hubspot/objects.ts';
import { convert, type Converted } from '../mapping/convert.ts';
import type { Mode, Standing } from '../mapping/decideValue.ts';
import { quoteFor, readField } from '../mapping/readField.ts';
import type { ProposalDraft } from '../proposals/proposal.ts';
import { titleOf } from './content.ts';
import type { PlanInput } from './plan.types.ts';
import type { Snapshot } from './snapshot.types.ts';
import { linksRecording } from './recording.ts';

/** One line of the settings that can be carried out in this portal. */
export interface Mapping {
  field: SessionField & { path: SessionFieldPath };
  property: WritableProperty;
  mode: Mode;
}

export const KIND_OF = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
  meetings: 'meeting',
  tickets: 'ticket',
} as const satisfies Partial<Record<ObjectType, MappableObject>>;

export type MappedType = keyof typeof KIND_OF;

/** Names of the properties that are mapped on an object: what a snapshot has to read. */
export function mappedProperties({ mapping }: Settings, object: MappableObject): string[] {
  return mapping.custom.filter((one) => one.object === object).map(({ property }) => property);
}

/**
 * The mappings of an object type, the first one of each property; for those that cannot be carried out, why.
 * Settings are checked when they are saved, but a portal changes afterwards. Pure.
 */
export function mappingsOf(
  type: MappedType,
  { mapping }: Settings,
  properties: Snapshot['properties'],
): { mappings: Mapping[]; skips: SyncSkip[] } {
  const object = KIND_OF[type];
  const mappings: Mapping[] = [];
  const skips: SyncSkip[] = [];
  const seen = new Set<string>();
  for (const { from, object: target, property: name, mode } of mapping.custom) {
    if (target !== object || seen.has(name)) continue;
    seen.add(name);
    const field = sessionField(from);
    const property = properties.get(type)?.get(name);
    const problem = !field
      ? `unknown_field: a conversation has no field ${from}; choose another one in the settings`
      : (reserved(object, name) ??
        (property
          ? unfit(field, property)
          : `unknown_property: this HubSpot has no writable property ${name} on ${type}; choose another one in the settings`));
    if (problem) skips.push({ what: `${object} ${name}`, reason: problem });
    else if (field && property) mappings.push({ field, property, mode });
  }
  return { mappings, skips };
}

function reserved(object: MappableObject, name: string): string | undefined {
  const problem = reservedProblem(object, name);
  return problem ? `reserved: ${problem}` : undefined;
}

function unfit(field: SessionField, property: WritableProperty): string | undefined {
  const problem = conversionProblem(field, property);
  return problem ? `wrong_type: ${problem}` : undefined;
}

/** What a conversation says for a mapping; undefined when it says nothing. Recordings only where they are on. */
export function saidIn(session: Session, { field }: Mapping, settings: Settings) {
  if (field.path.startsWith('recording.') && !linksRecording(session, settings)) return undefined;
  return readField(session, field.path);
}

export function convertFor(
  session: Session,
  { field, property }: Mapping,
  value: NonNullable<ReturnType<typeof saidIn>>,
  { settings }: Pick<PlanInput, 'settings'>,
  currency: string | null,
): Converted {
  const zone = session.time_zone ?? settings.sync.timeZone;
  return convert(value, field, property, { zone, currency });
}

export function skipOf(object: MappableObject, { property }: Mapping, reason: string): SyncSkip {
  return { what: `${object} ${property.label}`, reason };
}

/** A mapped value that waits for a person. */
export function draftOf(
  session: Session,
  { field, property }: Mapping,
  record: { type: MappedType; id: string },
  values: { current: string; proposed: string },
  standing: Standing,
): ProposalDraft {
  const labelOf = (value: string) =>
    value
      .split(';')
      .map((part) => property.options.find((option) => option.value === part)?.label ?? part)
      .join('; ');
  const hasLabels = property.type === 'enumeration';
  return {
    sessionId: session.id,
    sessionTitle: titleOf(session),
    conversationAt: new Date(session.started_at),
    kind: 'property',
    objectType: KIND_OF[record.type],
    objectId: record.id,
    property: property.name,
    valueType: { type: property.type, fieldType: property.fieldType },
    what: property.label,
    current: values.current,
    currentLabel: hasLabels && values.current !== '' ? labelOf(values.current) : null,
    proposed: values.proposed,
    proposedLabel: hasLabels ? labelOf(values.proposed) : values.proposed,
    alongside: {},
    reason:
      standing === 'theirs'
        ? `"${field.label}" says so, and someone changed the value in HubSpot after liveprompt wrote it.`
        : `"${field.label}" of the conversation says so.`,
    quote: quoteFor(session, field.path),
    confidence: null,
  };
}
