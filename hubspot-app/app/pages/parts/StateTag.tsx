import { StatusTag } from '@hubspot/ui-extensions';
import type { SyncRow } from '#shared/ledger.ts';
import { texts } from '../texts.ts';

const VARIANTS = {
  queued: 'info',
  held: 'warning',
  running: 'info',
  retrying: 'warning',
  synced: 'success',
  partial: 'warning',
  filtered: 'default',
  failed: 'danger',
  removed: 'default',
} as const;

/** Where a conversation stands, in one word; what it waits for when it waits. */
export const StateTag = ({ row }: { row: SyncRow }) => (
  <StatusTag variant={VARIANTS[row.state]}>
    {row.heldReason ? texts.held[row.heldReason] : texts.states[row.state]}
  </StatusTag>
);
