import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { EncryptionKey } from '../config/environment.ts';
import { AppError } from '../errors.ts';
import type { Sealed } from './install.ts';

/** What a secret belongs to; becomes the associated data, so a ciphertext moved elsewhere does not open. */
export interface SealContext {
  portalId: string;
  field: 'accessToken' | 'refreshToken';
}

export interface Vault {
  /** Encrypts with the newest key. */
  seal(secret: string, context: SealContext): Sealed;
  /** Decrypts with whichever key of the ring sealed it. Throws `final` on a wrong key, context or text. */
  open(sealed: Sealed, context: SealContext): string;
  /** Seals again with the newest key; the same value when it already is (key rotation). */
  rewrap(sealed: Sealed, context: SealContext): Sealed;
}

const CIPHER = 'aes-256-gcm';
/** 96 bits is the size GCM is specified for; a random one per message is safe far beyond our volume. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The key ring of `TOKEN_ENCRYPTION_KEYS` (contract §1): the first key encrypts, all decrypt. */
export function createVault(deps: {
  keys: readonly EncryptionKey[];
  randomBytes: (size: number) => Buffer;
}): Vault {
  const [newest] = deps.keys;
  if (!newest) throw new Error('the vault needs at least one key');

  const vault: Vault = {
    seal(secret, context) {
      const iv = deps.randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, newest.key, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(associatedData(context));
      const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      const parts = [iv, cipher.getAuthTag(), ciphertext].map((part) => part.toString('base64url'));
      return [newest.kid, ...parts].join('.');
    },

    open(sealed, context) {
      const [kid, iv, tag, ciphertext, ...rest] = sealed.split('.');
      const key = deps.keys.find((candidate) => candidate.kid === kid);
      if (!key || !iv || !tag || ciphertext === undefined || rest.length > 0) throw unreadable();
      try {
        const decipher = createDecipheriv(CIPHER, key.key, Buffer.from(iv, 'base64url'), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(associatedData(context));
        decipher.setAuthTag(Buffer.from(tag, 'base64url'));
        return (
          decipher.update(Buffer.from(ciphertext, 'base64url'), undefined, 'utf8') + decipher.final('utf8')
        );
      } catch (cause) {
        throw unreadable(cause);
      }
    },

    rewrap(sealed, context) {
      return sealed.startsWith(`${newest.kid}.`) ? sealed : vault.seal(vault.open(sealed, context), context);
    },
  };
  return vault;
}

/** Portal ids are digits and field names are ours, so the colon cannot be forged. */
function associatedData({ portalId, field }: SealContext): Buffer {
  return Buffer.from(`${portalId}:${field}`);
}

function unreadable(cause?: unknown): AppError {
  return new AppError({
    code: 'token_unreadable',
    kind: 'final',
    status: 500,
    message: 'The stored HubSpot access of this account cannot be read with the keys we hold.',
    action: 'Connect HubSpot again from the liveprompt settings.',
    cause,
  });
}
