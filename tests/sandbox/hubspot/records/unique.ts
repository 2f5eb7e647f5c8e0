import type { ObjectType } from '../objects.types.ts';

/** Who holds a unique value. Contacts' `email` also covers `hs_additional_emails` (hubspot-api.md §2.3). */
export interface UniqueIndex {
  holder(type: ObjectType, property: string, value: string): string | undefined;
  set(type: ObjectType, property: string, value: string, id: string): void;
  release(type: ObjectType, id: string): void;
}

export function createUniqueIndex(): UniqueIndex {
  const holders = new Map<string, string>();
  const held = new Map<string, Set<string>>();
  const slot = (type: ObjectType, property: string, value: string): string =>
    `${type}\n${property}\n${value.trim().toLowerCase()}`;
  return {
    holder: (type, property, value) => holders.get(slot(type, property, value)),
    set: (type, property, value, id) => {
      const name = slot(type, property, value);
      holders.set(name, id);
      const owner = `${type}\n${id}`;
      held.set(owner, (held.get(owner) ?? new Set()).add(name));
    },
    release: (type, id) => {
      const owner = `${type}\n${id}`;
      for (const name of held.get(owner) ?? []) if (holders.get(name) === id) holders.delete(name);
      held.delete(owner);
    },
  };
}
