import { Webhook } from 'standardwebhooks';
import { verifyWebhook } from '../../../server/intake/verify.ts';

/** The known vector of the scheme (reliability.md §1). */
const VECTOR = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: '1614265330',
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
const now = new Date(Number(VECTOR.timestamp) * 1_000);
const keyOf = (secret: string) => Buffer.from(secret.slice('whsec_'.length), 'base64');
const SECRETS = [keyOf(VECTOR.secret)];
const digest = VECTOR.signature.slice(3);
const foreign = new Webhook('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA').sign(VECTOR.id, now, VECTOR.body);

const headers = (change: Record<string, string | undefined> = {}): string[] =>
  Object.entries({
    'Webhook-Id': VECTOR.id,
    'Webhook-Timestamp': VECTOR.timestamp,
    'Webhook-Signature': VECTOR.signature,
    ...change,
  }).flatMap(([name, value]) => (value === undefined ? [] : [name, value]));

const verify = (rawHeaders: string[], { body = VECTOR.body, secrets = SECRETS, at = now } = {}) =>
  verifyWebhook({ rawHeaders, body: Buffer.from(body) }, secrets, at);

describe('Standard Webhooks verification', () => {
  it('accepts the known vector and names the webhook', () => {
    expect(verify(headers())).toEqual({ ok: true, webhookId: VECTOR.id });
  });

  it('reads header names in any case', () => {
    expect(verify(headers().map((part, index) => (index % 2 ? part : part.toUpperCase()))).ok).toBe(true);
  });

  it.each([-300, -299, 0, 299, 300])('accepts a timestamp %i s off', (seconds) => {
    expect(verify(headers(), { at: new Date(now.getTime() + seconds * 1_000) }).ok).toBe(true);
  });
  it.each([-301, 301, 86_400])('refuses a timestamp %i s off', (seconds) => {
    expect(verify(headers(), { at: new Date(now.getTime() + seconds * 1_000) }).ok).toBe(false);
  });

  it.each([
    ['a second signature that is right', `${foreign} ${VECTOR.signature}`],
    ['a right one after other versions', `v1a,AAAA v2,AAAA ${VECTOR.signature}`],
    ['eight signatures', `${`${foreign} `.repeat(7)}${VECTOR.signature}`],
  ])('accepts %s', (_what, signature) => {
    expect(verify(headers({ 'Webhook-Signature': signature })).ok).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['no version', digest],
    ['v1a only', `v1a,${digest}`],
    ['v2 only', `v2,${digest}`],
    ['a foreign signature', foreign],
    ['half a signature', VECTOR.signature.slice(0, 20)],
    ['an empty signature', 'v1,'],
    ['more than eight signatures', `${`${foreign} `.repeat(8)}${VECTOR.signature}`],
    ['junk behind the signature', `${VECTOR.signature}junk`],
    ['the signature in URL-safe letters', VECTOR.signature.replace('+', '-').replace('/', '_')],
    ['the signature without padding', VECTOR.signature.replace('=', '')],
  ])('refuses %s', (_what, signature) => {
    expect(verify(headers({ 'Webhook-Signature': signature })).ok).toBe(false);
  });

  it.each([
    ['letters behind it', `${VECTOR.timestamp}abc`],
    ['a fraction', `${VECTOR.timestamp}.9`],
    ['a space before it', ` ${VECTOR.timestamp}`],
    ['a sign', `+${VECTOR.timestamp}`],
    ['an exponent', '1.614265330e9'],
    ['milliseconds', `${VECTOR.timestamp}000`],
    ['nothing', ''],
    ['a word', 'NaN'],
  ])('refuses a timestamp with %s', (_what, timestamp) => {
    expect(verify(headers({ 'Webhook-Timestamp': timestamp })).ok).toBe(false);
  });

  it.each(['Webhook-Id', 'Webhook-Timestamp', 'Webhook-Signature'])(
    'refuses %s absent or doubled',
    (name) => {
      expect(verify(headers({ [name]: undefined })).ok).toBe(false);
      const index = headers().indexOf(name);
      expect(verify([...headers(), name.toLowerCase(), headers()[index + 1] ?? '']).ok).toBe(false);
    },
  );

  it('does not take the name of a header for its value', () => {
    expect(verify(['x', 'webhook-id', VECTOR.id, 'y', ...headers({ 'Webhook-Id': undefined })]).ok).toBe(
      false,
    );
  });

  it('refuses an id longer than any sender makes', () => {
    const id = 'm'.repeat(257);
    const signature = new Webhook(VECTOR.secret).sign(id, now, VECTOR.body);
    expect(verify(headers({ 'Webhook-Id': id, 'Webhook-Signature': signature })).ok).toBe(false);
  });

  it('refuses another body, one byte apart', () => {
    expect(verify(headers(), { body: VECTOR.body.replace('2432232314', '2432232315') }).ok).toBe(false);
  });

  it('refuses bytes that merely decode to the signed text', () => {
    const signature = new Webhook(VECTOR.secret).sign(VECTOR.id, now, '"\uFFFD"');
    const rawHeaders = headers({ 'Webhook-Signature': signature });
    expect(verify(rawHeaders, { body: '"\uFFFD"' }).ok).toBe(true);
    const twin = Buffer.from([0x22, 0xff, 0x22]);
    expect(verifyWebhook({ rawHeaders, body: twin }, SECRETS, now).ok).toBe(false);
  });

  it('accepts every key of the list and none that was removed', () => {
    const fresh = keyOf('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    expect(verify(headers(), { secrets: [fresh, ...SECRETS] }).ok).toBe(true);
    expect(verify(headers(), { secrets: [fresh] }).ok).toBe(false);
    expect(verify(headers(), { secrets: [] }).ok).toBe(false);
  });

  it('agrees with the package of the scheme on 200 signatures, right and wrong', () => {
    const oracle = new Webhook(VECTOR.secret);
    jest.useFakeTimers({ now });
    try {
      for (let round = 0; round < 200; round += 1) {
        const body = JSON.stringify({ round, text: 'ünï\u{1F600}'.repeat(round % 5) });
        const id = `msg_${round}`;
        const right = oracle.sign(id, now, body);
        const at = round % 7;
        const signature = round % 2 ? right : `${right.slice(0, 3 + at)}A${right.slice(4 + at)}`;
        const given = {
          'webhook-id': id,
          'webhook-timestamp': VECTOR.timestamp,
          'webhook-signature': signature,
        };
        let accepted = true;
        try {
          oracle.verify(body, given);
        } catch {
          accepted = false;
        }
        expect([round, verify(Object.entries(given).flat(), { body }).ok]).toEqual([round, accepted]);
      }
    } finally {
      jest.useRealTimers();
    }
  });
});
