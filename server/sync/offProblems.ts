import type { SyncSkip } from '../../shared/ledger.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import { needs, scopesOf, type Part, type SwitchedOff } from './switchedOff.ts';
import type { Problem } from './turn.types.ts';

/** What a conversation goes without, as problems of its row: it is complete again once the permission is there. Pure. */
export function offProblems(parts: readonly Part[], off: SwitchedOff): Problem[] {
  return parts.flatMap((part): Problem[] => {
    const refusal = off.get(part);
    if (!refusal) return [];
    return [
      {
        what: part,
        error: new HubSpotError({
          kind: 'final',
          effect: 'not_sent',
          code: 'hubspot_missing_scope',
          httpStatus: 403,
          missingScopes: scopesOf(part, refusal),
          message: `HubSpot does not let liveprompt read ${part}${needs(part, refusal)}, so ${EFFECT[part] ?? `${part} are left as they are`}.`,
          action: 'Connect HubSpot again and grant the permission; then this conversation is completed.',
          cause: refusal,
        }),
      },
    ];
  });
}

/** The same where nothing is written at all. Pure. */
export function offSkips(parts: readonly Part[], off: SwitchedOff): SyncSkip[] {
  return offProblems(parts, off).map(({ what, error }) => ({
    what,
    reason: `missing_scope: ${error.message} ${error.action}`,
  }));
}

const EFFECT: Partial<Record<Part, string>> = {
  owners: 'what is new has no owner',
  meetings: 'mapped values of meetings that are there already stay as they are',
};
