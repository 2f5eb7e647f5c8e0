import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { EncryptionKey } from '../config/environment.ts';

/** A place in an organisation's trail, as its hash chain has it. */
export interface Place {
  orgId: string;
  seq: number;
  hash: string;
}

/** An entry of the chain, or the end of it: one must not pass for the other. */
type Sealed = 'entry' | 'end';

export interface Seals {
  /** With the newest key. */
  seal(what: Sealed, place: Place): string;
  /** `unknown`: there is none, or it was made with a key we do not hold. */
  check(what: Sealed, place: Place, seal: string | undefined): 'holds' | 'forged' | 'unknown';
  isNewest(seal: string): boolean;
}

/** The key ring also encrypts; a key of its own for each use. */
const PURPOSE = 'liveprompt audit seal';
const KEY_BYTES = 32;

/**
 * Whoever can write to the database can compute hashes, and so could write the whole chain anew. The seal of an entry
 * takes a key that is not in the database. It stands beside the chain and not in it: with another key every seal can
 * be made again by itself, whatever is written meanwhile.
 */
export function createSeals(ring: readonly EncryptionKey[]): Seals {
  const keys = ring.map(({ kid, key }) => ({
    kid,
    key: Buffer.from(hkdfSync('sha256', key, '', PURPOSE, KEY_BYTES)),
  }));
  const [newest] = keys;
  if (!newest) throw new Error('sealing the audit trail needs at least one key');

  return {
    seal: (what, place) => `${newest.kid}.${macOf(newest.key, what, place).toString('base64url')}`,

    check(what, place, seal) {
      const [kid, given = ''] = (seal ?? '').split('.');
      const known = keys.find((one) => one.kid === kid);
      if (!known) return 'unknown';
      const mac = Buffer.from(given, 'base64url');
      const expected = macOf(known.key, what, place);
      return mac.length === expected.length && timingSafeEqual(mac, expected) ? 'holds' : 'forged';
    },

    isNewest: (seal) => seal.startsWith(`${newest.kid}.`),
  };
}

function macOf(key: Buffer, what: Sealed, { orgId, seq, hash }: Place): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([what, orgId, seq, hash]))
    .digest();
}
