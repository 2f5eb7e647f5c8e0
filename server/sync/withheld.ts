import { HubSpotError } from '../hubspot/errors.ts';
import type { InstallDocument } from '../installs/install.ts';
import { OWN_PROPERTIES } from '../installs/ownProperties.ts';
import type { Problem } from './turn.types.ts';

export const OURS = OWN_PROPERTIES.flatMap(({ type, properties }) =>
  properties.map(({ name }) => `${type}.${name}`),
);
const PROPERTY = 'property:';

/**
 * Properties of ours that the portal does not have: not made yet, or refused. One that does not exist fails the
 * whole record in a batch (performance.md §1.5), so nothing is written to it until provisioning says otherwise. Pure.
 */
export function withheldIn({
  provisionedAt,
  limitations,
}: Pick<InstallDocument, 'provisionedAt' | 'limitations'>): ReadonlySet<string> {
  const untried = provisionedAt === null && limitations.length === 0;
  if (untried || limitations.some(({ feature }) => feature === 'properties')) return new Set(OURS);
  return new Set(
    limitations.flatMap(({ feature }) =>
      feature.startsWith(PROPERTY) ? [feature.slice(PROPERTY.length)] : [],
    ),
  );
}

/** What a conversation could not say for want of properties; with it, its row is completed once they are there. Pure. */
export function missingProblems(missing: readonly string[]): Problem[] {
  if (missing.length === 0) return [];
  const names = missing.join(', ');
  return [
    {
      what: 'properties of liveprompt',
      error: new HubSpotError({
        kind: 'final',
        code: 'hubspot_property_doesnt_exist',
        effect: 'not_sent',
        message: `This HubSpot account does not have these properties of ours yet: ${names}.`,
        action: 'They are filled as soon as they are there; press Retry to have us make them again.',
      }),
    },
  ];
}
