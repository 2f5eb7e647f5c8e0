import type { ObjectType } from '../hubspot/objects.ts';

/**
 * A record by type and id, `contacts:501`. A record this plan creates has no id yet and is named by what
 * makes it unique: `contacts:new:mary@acme.com`, `companies:new:acme.com`.
 */
export type Ref = `${ObjectType}:${string}`;

export function ref(type: ObjectType, id: string): Ref {
  return `${type}:${id}`;
}

/** A record that a plan makes has no id yet. */
export function isNew(reference: Ref): boolean {
  return reference.includes(':new:');
}

export function typeOf(reference: Ref): ObjectType {
  return reference.slice(0, reference.indexOf(':')) as ObjectType;
}

export function idOf(reference: Ref): string {
  return reference.slice(reference.indexOf(':') + 1);
}
