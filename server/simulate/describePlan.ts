import { SINGULAR } from '../hubspot/objectNames.ts';
import { OWN_PROPERTIES } from '../installs/ownProperties.ts';
import { PLURAL } from '../proposals/view.ts';
import type { Plan } from '../sync/plan.types.ts';
import { idOf, ref, typeOf, type Ref } from '../sync/ref.ts';
import { describeActivity } from './describeActivities.ts';
import type { DescribedWrite } from './describePlan.types.ts';
import { listed, type NameOf } from './names.ts';

const LABELS = new Map(
  OWN_PROPERTIES.flatMap(({ properties }) => properties.map(({ name, label }) => [name, label] as const)),
);
const VALUE_SHOWN = 80;

/** Every write of a plan as a person reads it, with the conversation that leads to it. Pure. */
export function describePlan(plan: Plan, nameOf: NameOf): DescribedWrite[] {
  const wantedBy = (record: Ref) =>
    plan.sessions.find(({ links }) => links.some(({ ref: link }) => link === record))?.sessionId ?? '';
  return [
    ...plan.companies.map(({ ref: record }) => made(wantedBy(record), record)),
    ...plan.contacts.map(({ ref: record }) => made(wantedBy(record), record)),
    ...plan.companyLinks.map(({ contact, company }) => ({
      sessionId: wantedBy(contact),
      action: 'associate' as const,
      type: 'contact',
      id: idOf(contact),
      summary: `Make ${nameOf(company)} the company of ${nameOf(contact)}.`,
    })),
    ...plan.activities.flatMap((write) => describeActivity(write, nameOf)),
    ...plan.records.flatMap(({ ref: record, properties, sessionIds }) => [
      {
        sessionId: sessionIds.at(-1) ?? '',
        action: 'update' as const,
        type: SINGULAR[typeOf(record)],
        ...idAlready(record),
        summary: `Write on ${nameOf(record)}: ${listed(Object.entries(properties).map(valueShown))}.`,
      },
    ]),
    ...plan.proposals.put.map(({ draft, was }) => ({
      sessionId: draft.sessionId,
      action: was === null ? ('create' as const) : ('update' as const),
      type: 'proposal',
      summary: `Propose for ${nameOf(ref(PLURAL[draft.objectType], draft.objectId))}: ${draft.what} = ${cut(draft.proposedLabel)}, which waits for a person.`,
    })),
    ...plan.events.map(({ sessionId, record, eventTypeName }) => ({
      sessionId,
      action: 'create' as const,
      type: 'event',
      summary: `Send the event ${eventTypeName} for ${nameOf(record)}.`,
    })),
  ];

  function made(sessionId: string, record: Ref): DescribedWrite {
    return {
      sessionId,
      action: 'create',
      type: SINGULAR[typeOf(record)],
      summary: `Create ${nameOf(record)}.`,
    };
  }
}

function idAlready(record: Ref): { id?: string } {
  const id = idOf(record);
  return id.startsWith('new:') ? {} : { id };
}

function valueShown([name, value]: [string, string]): string {
  const label = LABELS.get(name) ?? name;
  return value === '' ? `${label} cleared` : `${label} = ${cut(value)}`;
}

function cut(value: string): string {
  return value.length > VALUE_SHOWN ? `${value.slice(0, VALUE_SHOWN)}…` : value;
}
