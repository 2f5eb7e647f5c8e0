/** A row or portal with nothing to do is due then. */
export const NEVER = new Date('9999-01-01T00:00:00.000Z');

/**
 * What this process carried into the store just before it woke a portal. It says what is worth reading at once
 * and nothing more: what is due, and for whom, is decided by what the store answers.
 */
export interface Expected {
  orgId: string;
  /** Conversations, `orgId:sessionId`. */
  keys: readonly string[];
}

/** What a turn holds while it writes; every ledger write carries the fence in its filter. */
export interface Lease {
  portalId: string;
  owner: string;
  fence: number;
  /** `wakeSeq` as read when the turn began; a later wake-up must not be lost. */
  wakeSeq: number;
  expected?: Expected | undefined;
  signal: AbortSignal;
  /** Milliseconds until someone else may take the portal, by a clock that never jumps. */
  leftMs(): number;
}

/**
 * No call starts with less than this left: it could still be on its way when a successor looks what became
 * of it (reliability.md §3, rule B).
 */
const ROOM_FOR_A_CALL_MS = 30_000;

/** @throws LeaseLost when there is no time left for another call. */
export function mayCall(lease: Lease): void {
  lease.signal.throwIfAborted();
  if (lease.leftMs() < ROOM_FOR_A_CALL_MS) throw new LeaseLost(lease.portalId);
}

/** A newer worker holds the portal: whatever this one still wants to do must not happen (reliability.md §4). */
export class LeaseLost extends Error {
  constructor(portalId: string) {
    super(`the lease of portal ${portalId} was lost`);
    this.name = 'LeaseLost';
  }
}
