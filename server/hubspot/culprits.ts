import type { WriteInput } from './writeInput.ts';
import type { HubSpotError } from './errors.ts';

/**
 * Whom HubSpot names in the refusal of a whole batch: by trace id, by the record's id or address, or by a
 * record they were to be linked to (hubspot-api.md §2.3, §3.1). Empty when it names nobody. Pure.
 */
export function culpritsOf(page: readonly WriteInput[], error: HubSpotError): WriteInput[] {
  const named = new Set([
    ...(error.context['objectWriteTraceId'] ?? []),
    ...(error.context['ids'] ?? []),
    ...(error.context['id'] ?? []),
    ...(error.context['INVALID_OBJECT_IDS'] ?? []),
  ]);
  if (named.size === 0) return [];
  return page.filter(
    ({ key, id, properties, associations = [] }) =>
      named.has(key) ||
      (id !== undefined && named.has(id)) ||
      named.has(properties['email'] ?? '') ||
      associations.some(({ to }) => named.has(to.id)),
  );
}
