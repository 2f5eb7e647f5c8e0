import { HubSpotError } from '../hubspot/errors.ts';
import type { ObjectType } from '../hubspot/objects.ts';

/** What HubSpot may refuse to show us on its own: records of a type, or who owns what. */
export type Part = ObjectType | 'owners';

/** Parts that a turn goes without, each with HubSpot's refusal. */
export type SwitchedOff = ReadonlyMap<Part, HubSpotError>;

export interface Switches {
  off: SwitchedOff;
  /** Answers `instead` where HubSpot does not let us read this part, now and for the rest of the turn. */
  read<T>(part: Part, instead: T, read: () => Promise<T>): Promise<T>;
}

/** A permission that is missing switches off one part; the rest goes on (reliability.md §2, "403"). */
export function createSwitches(): Switches {
  const off = new Map<Part, HubSpotError>();
  return {
    off,
    async read(part, instead, read) {
      if (off.has(part)) return instead;
      try {
        return await read();
      } catch (error) {
        if (!isForbidden(error)) throw error;
        off.set(part, error);
        return instead;
      }
    },
  };
}

export function isForbidden(error: unknown): error is HubSpotError {
  return error instanceof HubSpotError && error.httpStatus === 403;
}

/** Without contacts nothing can be matched and nothing be seen: that is access lost, not a part of it. */
export async function orAccessLost<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (!isForbidden(error)) throw error;
    throw new HubSpotError({
      kind: 'revoked',
      effect: 'refused',
      code: 'hubspot_missing_scope',
      httpStatus: 403,
      status: 409,
      missingScopes: scopesOf('contacts', error),
      message: `HubSpot no longer lets liveprompt read contacts${needs('contacts', error)}, and without them nothing can be synced.`,
      action: 'Connect HubSpot again and grant the permission; what waits is synced then.',
      cause: error,
    });
  }
}

/** Covered by the contact scopes (hubspot-api.md §0.7). */
const ACTIVITIES: ReadonlySet<Part> = new Set(['meetings', 'calls', 'notes', 'tasks']);

export function scopesOf(part: Part, { missingScopes }: HubSpotError): readonly string[] {
  if (missingScopes.length > 0) return missingScopes;
  if (part === 'tickets') return ['tickets'];
  return [`crm.objects.${ACTIVITIES.has(part) ? 'contacts' : part}.read`];
}

/** The scopes a part needs, as HubSpot named them or as we know them, in brackets. */
export function needs(part: Part, refusal: HubSpotError): string {
  return ` (needs ${scopesOf(part, refusal).join(', ')})`;
}
