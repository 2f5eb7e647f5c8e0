import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { mongo } from 'mongoose';
import type { Clock } from '../clock.ts';
import { defineCollection } from '../store/store.ts';

/** One attempt to connect. The secret itself is never stored, only its hash. */
export interface OAuthStateDocument {
  _id: string;
  /** null: begun at the marketplace, belongs to nobody yet. */
  orgId: string | null;
  startedBy: string | null;
  /** Hash of the browser's cookie; null until a browser opens the link. */
  browser: string | null;
  /** Where HubSpot wants the person back; null when the attempt began at liveprompt. */
  returnUrl: string | null;
  usedAt: Date | null;
  expiresAt: Date;
}

export const oauthStates = defineCollection<OAuthStateDocument>({
  name: 'oauth_states',
  tenant: 'orgId',
  indexes: [{ key: { expiresAt: 1 }, name: 'expire', expireAfterSeconds: 0 }],
});

/** Contract §3: a state lives ten minutes. */
const STATE_LIFETIME_MS = 10 * 60_000;

export interface BeginAttempt {
  orgId: string | null;
  startedBy: string | null;
  returnUrl: string | null;
  /** The browser's cookie where one is already at hand; otherwise `bind` takes the first that comes. */
  browser: string | null;
}

export interface OAuthStates {
  begin(attempt: BeginAttempt): Promise<string>;
  /** Ties the attempt to a browser; null when it is unknown, used, expired or another browser's. */
  bind(state: string, browser: string): Promise<OAuthStateDocument | null>;
  /** Uses the attempt up; null under the same conditions, and always the second time. */
  consume(state: string, browser: string): Promise<OAuthStateDocument | null>;
  /**
   * After the partner sign-in: uses up a marketplace attempt and begins one for the organisation that
   * only the same browser can finish. Null when the attempt is unknown, used, expired or owned.
   */
  adopt(state: string, owner: { orgId: string; startedBy: string }): Promise<string | null>;
}

export interface OAuthStatesDeps {
  states: Pick<mongo.Collection<OAuthStateDocument>, 'insertOne' | 'findOneAndUpdate'>;
  /** Any long-lived secret of ours; the signing key is derived from it. */
  secret: Buffer;
  clock: Clock;
  randomBytes: (size: number) => Buffer;
}

/**
 * `state` of the consent flow: `nonce.expiry.signature`. The signature turns guesses away before they
 * reach the database; the document decides, by one compare-and-set, who may use it and that it is once.
 */
export function createOAuthStates(deps: OAuthStatesDeps): OAuthStates {
  const key = Buffer.from(hkdfSync('sha256', deps.secret, '', 'liveprompt oauth state v1', 32));
  const mac = (text: string) => createHmac('sha256', key).update(text).digest();

  /** `attempt.browser` is a hash here. */
  async function insert(attempt: BeginAttempt): Promise<string> {
    const nonce = deps.randomBytes(32).toString('base64url');
    const expiresAt = new Date(deps.clock.now().getTime() + STATE_LIFETIME_MS);
    await deps.states.insertOne({
      ...attempt,
      _id: hash(nonce),
      usedAt: null,
      expiresAt,
    });
    const signed = `${nonce}.${expiresAt.getTime().toString(36)}`;
    return `${signed}.${mac(signed).toString('base64url')}`;
  }

  /** The document id of a genuine, unexpired state. */
  function idOf(state: string): string | null {
    const [nonce, expiry, signature, ...rest] = state.split('.');
    if (!nonce || !expiry || !signature || rest.length > 0) return null;
    const given = Buffer.from(signature, 'base64url');
    const wanted = mac(`${nonce}.${expiry}`);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
    return Number.parseInt(expiry, 36) > deps.clock.now().getTime() ? hash(nonce) : null;
  }

  async function change(
    state: string,
    filter: mongo.Filter<OAuthStateDocument>,
    set: Partial<OAuthStateDocument>,
  ): Promise<OAuthStateDocument | null> {
    const id = idOf(state);
    if (id === null) return null;
    const open = { _id: id, usedAt: null, expiresAt: { $gt: deps.clock.now() } };
    return deps.states.findOneAndUpdate({ ...filter, ...open }, { $set: set }, { returnDocument: 'after' });
  }

  return {
    begin: (attempt) =>
      insert({ ...attempt, browser: attempt.browser === null ? null : hash(attempt.browser) }),
    bind: (state, browser) =>
      change(state, { browser: { $in: [null, hash(browser)] } }, { browser: hash(browser) }),
    consume: (state, browser) => change(state, { browser: hash(browser) }, { usedAt: deps.clock.now() }),
    async adopt(state, owner) {
      const attempt = await change(
        state,
        { orgId: null, returnUrl: { $type: 'string' } },
        { usedAt: deps.clock.now() },
      );
      if (!attempt) return null;
      // The new attempt inherits the browser that began at HubSpot: someone lured into signing in for a
      // stranger's attempt cannot finish it, and the stranger never learns the new state.
      return insert({ ...owner, returnUrl: attempt.returnUrl, browser: attempt.browser });
    },
  };
}

function hash(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}
