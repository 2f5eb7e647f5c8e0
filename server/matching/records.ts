import type { CrmRecord } from '../hubspot/objects.ts';

/** Every address of a contact; additional ones belong to the same person and come separated by semicolons (hubspot-api.md §2.3). */
export function addressesOf({ properties }: CrmRecord): string[] {
  return [properties['email'], ...list(properties['hs_additional_emails'])]
    .map((email) => (email ?? '').trim().toLowerCase())
    .filter(Boolean);
}

/** Ids this record had before others were merged into it; links under them mean this record now. */
export function formerIdsOf({ properties }: CrmRecord): string[] {
  return list(properties['hs_merged_object_ids']);
}

function list(value: string | null | undefined): string[] {
  return (value ?? '')
    .split(';')
    .map((item) => item.trim())
    .filter(Boolean);
}
