import type { HubSpotError } from '../hubspot/errors.ts';
import type { Ref } from './ref.ts';
import type { Turn } from './turn.types.ts';

/** The record cannot be linked: every conversation that wanted it says so and goes on without. */
export function blame(turn: Turn, record: Ref, what: string, error: HubSpotError): void {
  turn.made.set(record, null);
  report(turn, record, what, error);
}

/** Tells every conversation that is linked to one of these records. */
export function report(
  turn: Turn,
  record: Ref,
  what: string,
  error: HubSpotError,
  other: Ref = record,
): void {
  for (const work of turn.work.values()) {
    if (work.plan.links.some((link) => link.ref === record || link.ref === other))
      work.problems.push({ what, error });
  }
}
