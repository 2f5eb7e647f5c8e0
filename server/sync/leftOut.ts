import { ACTIVITY_KEY_PROPERTY } from '../../shared/properties.ts';
import type { ObjectType } from '../hubspot/objects.ts';
import { KIND_OF, type MappedType } from './planMapping.ts';
import type { Work } from './turn.types.ts';
import { missingProblems, OURS } from './withheld.ts';

/**
 * Says on a conversation what was left out because the portal has no such property any more: of ours it is
 * completed later, a mapped one is the customer's to choose anew. Nobody misses our key.
 */
export function tellLeftOut(work: Work | undefined, type: ObjectType, dropped: readonly string[]): void {
  const names = dropped.filter((name) => name !== ACTIVITY_KEY_PROPERTY.name);
  const ours = names.filter((name) => OURS.includes(`${type}.${name}`));
  work?.problems.push(...missingProblems(ours.map((name) => `${type}.${name}`)));
  for (const name of names.filter((one) => !ours.includes(one))) {
    const kind = type in KIND_OF ? KIND_OF[type as MappedType] : type;
    work?.skips.push({
      what: `${kind} ${name}`,
      reason: `unknown_property: this HubSpot no longer has the property ${name} on ${type}; choose another one in the settings`,
    });
  }
}

export function withoutNames<T>(
  values: Readonly<Record<string, T>>,
  names: readonly string[],
): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}
