import { createHash } from 'node:crypto';
import type { AuditDocument } from './audit.types.ts';
import type { Seals } from './seal.ts';

/** What the first entry of an organisation hangs on. */
export const GENESIS = '';

type Details = NonNullable<AuditDocument['details']>;
type Unhashed = Omit<AuditDocument, 'hash' | 'seal'>;

/**
 * Fingerprint of what an entry says. The chain holds it instead of the values themselves, so that a
 * disconnect can drop the values without breaking the chain; the salt keeps short values from being guessed.
 */
export function digestOf({ salt, subject, before, after }: Details): string {
  return sha256([salt, subject, sorted(before), sorted(after)]);
}

/** Ties an entry to the one before it: altering or removing any of them shows in every later one. */
export function hashOf(entry: Unhashed): string {
  const { prev, orgId, seq, _id, at, who, what, where, portalId, digest } = entry;
  return sha256([prev, orgId, seq, _id, at.toISOString(), who, what, where, portalId, digest]);
}

export interface Verification {
  intact: boolean;
  /** Entries that were looked at. */
  entries: number;
  /** The first place where the chain does not hold, null when it does. */
  brokenAt: number | null;
  /** Entries without a seal that our keys can check: only the hashes vouch for them. */
  unsealed: number;
}

/** The end of an organisation's chain, as it is remembered apart from it. */
export interface ChainEnd {
  seq: number;
  hash: string;
  seal?: string;
}

/**
 * Walks a whole trail, oldest first.
 * @param end The last entry as the chain's head remembers it: without it a removed end would not show.
 */
export function verifyChain(
  trail: readonly AuditDocument[],
  end: ChainEnd,
  seals: Pick<Seals, 'check'>,
): Verification {
  let prev = GENESIS;
  let unsealed = 0;
  const broken = (brokenAt: number) => ({ intact: false, entries: trail.length, brokenAt, unsealed });
  for (const [index, entry] of trail.entries()) {
    const { orgId, details, digest, hash } = entry;
    const sealed = seals.check('entry', entry, entry.seal);
    const holds =
      entry.seq === index + 1 &&
      entry.prev === prev &&
      hash === hashOf(entry) &&
      sealed !== 'forged' &&
      (details === null || digest === digestOf(details)) &&
      (entry.seq !== end.seq || hash === end.hash);
    if (!holds) return broken(index + 1);
    // Where we sealed the last entry, we sealed the end: without a seal somebody else put it there.
    const isEnd = entry.seq === end.seq && sealed === 'holds';
    if (isEnd && seals.check('end', { orgId, seq: end.seq, hash }, end.seal) !== 'holds')
      return broken(index + 2);
    if (sealed === 'unknown') unsealed += 1;
    prev = hash;
  }
  // The end may lag behind one writer that died, never run ahead of what is stored, nor be gone.
  const isThere = end.seq > 0 || trail.length <= 1;
  if (trail.length < end.seq || !isThere) return broken(trail.length + 1);
  return { intact: true, entries: trail.length, brokenAt: null, unsealed };
}

function sorted(values: Readonly<Record<string, string>> | null): [string, string][] | null {
  return values && Object.entries(values).sort(([left], [right]) => (left < right ? -1 : 1));
}

function sha256(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
