import { createHash } from 'node:crypto';
import type { AuditDocument } from './audit.types.ts';

/** What the first entry of an organisation hangs on. */
export const GENESIS = '';

type Details = NonNullable<AuditDocument['details']>;
type Unsealed = Omit<AuditDocument, 'hash'>;

/**
 * Fingerprint of what an entry says. The chain holds it instead of the values themselves, so that a
 * disconnect can drop the values without breaking the chain; the salt keeps short values from being guessed.
 */
export function digestOf({ salt, subject, before, after }: Details): string {
  return sha256([salt, subject, sorted(before), sorted(after)]);
}

/** Ties an entry to the one before it: altering or removing any of them shows in every later one. */
export function hashOf(entry: Unsealed): string {
  const { prev, orgId, seq, _id, at, who, what, where, portalId, digest } = entry;
  return sha256([prev, orgId, seq, _id, at.toISOString(), who, what, where, portalId, digest]);
}

export interface Verification {
  intact: boolean;
  /** Entries that were looked at. */
  entries: number;
  /** The first place where the chain does not hold, null when it does. */
  brokenAt: number | null;
}

/**
 * Walks a whole trail, oldest first.
 * @param head The last entry as the chain's head remembers it: without it a removed end would not show.
 */
export function verifyChain(
  trail: readonly AuditDocument[],
  head: { seq: number; hash: string },
): Verification {
  let prev = GENESIS;
  for (const [index, entry] of trail.entries()) {
    const { details, digest, hash } = entry;
    const holds =
      entry.seq === index + 1 &&
      entry.prev === prev &&
      hash === hashOf(entry) &&
      (details === null || digest === digestOf(details)) &&
      (entry.seq !== head.seq || hash === head.hash);
    if (!holds) return { intact: false, entries: trail.length, brokenAt: index + 1 };
    prev = hash;
  }
  // The head may lag behind a writer that died, never run ahead of what is stored.
  const complete = trail.length >= head.seq;
  return { intact: complete, entries: trail.length, brokenAt: complete ? null : trail.length + 1 };
}

function sorted(values: Readonly<Record<string, string>> | null): [string, string][] | null {
  return values && Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1));
}

function sha256(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
