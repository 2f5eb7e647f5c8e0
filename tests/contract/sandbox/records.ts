import type { PortalSeed } from '../../sandbox/sandbox.types.ts';
import { SEED } from './harness.ts';

/** What the tests about records share. */
export const V = '/crm/objects/2026-09';
export const NOTE = { hs_timestamp: '2026-11-24T08:00:00Z', hs_note_body: 'x' };
export const DEAL = { dealname: 'A', pipeline: 'default', dealstage: 'contractsent' };

/** A portal whose people demand a phone number of new contacts, and an empty one. */
export const RECORD_SEEDS: readonly PortalSeed[] = [
  { ...SEED, requiredOnCreate: { contacts: ['phone'] } },
  { portalId: '2222' },
];

export const link = (id: string, associationTypeId: number): unknown => ({
  to: { id },
  types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }],
});

export const input = (
  properties: Record<string, unknown>,
  associations: unknown[] = [],
  trace?: string,
): unknown => ({
  properties,
  associations,
  ...(trace === undefined ? {} : { objectWriteTraceId: trace }),
});
