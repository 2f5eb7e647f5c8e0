import type { CrmRecord } from '../hubspot/objects.ts';

/** Longer than any name a person has; what is longer cannot be asked in one search (hubspot-api.md §2.2). */
const MAX_LENGTH = 200;
const MAX_WORDS = 6;

/**
 * A full name as it is compared: case, spacing and Unicode spelling do not matter, accents do. Undefined for
 * a single word (half a name belongs to too many) and for what is no name any more.
 */
export function fullName(name: string | null | undefined): string | undefined {
  const clean = (name ?? '').normalize('NFKC').toLowerCase().trim().replace(/\s+/gu, ' ');
  const words = clean.split(' ').length;
  return words > 1 && words <= MAX_WORDS && clean.length <= MAX_LENGTH ? clean : undefined;
}

/** The full name HubSpot shows for a contact. */
export function fullNameOf({ properties }: CrmRecord): string | undefined {
  return fullName(`${properties['firstname'] ?? ''} ${properties['lastname'] ?? ''}`);
}

/** Every way to cut a full name into first and last name: nobody knows which half "Maria del Carmen" is. */
export function nameParts(name: string): { first: string; last: string }[] {
  const words = name.split(' ');
  return words.slice(1).map((_, index) => ({
    first: words.slice(0, index + 1).join(' '),
    last: words.slice(index + 1).join(' '),
  }));
}
