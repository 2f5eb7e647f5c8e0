import { sign, verifyHubSpotSignature, type SignedRequest } from '../../../server/hubspot/signature.ts';

/** Vectors of HubSpot's own Python and Ruby SDK tests (hubspot-api.md §7.2). */
const SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const VECTOR: SignedRequest = {
  method: 'POST',
  url: 'https://www.example.com/webhook_uri',
  rawBody: Buffer.from(`{'example_field':'example_value'}`),
  signature: 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=',
  timestamp: '1693657560000',
};
const verdict = (change: Partial<SignedRequest> = {}, now = 1_693_657_560_000, secret = SECRET) =>
  verifyHubSpotSignature({ ...VECTOR, ...change }, secret, now);

describe('HubSpot signature v3', () => {
  it.each([
    ['1693657560000', 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y='],
    ['1700000300000', 'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw='],
  ])('agrees with the vector of %s', (timestamp, signature) => {
    expect(verdict({ timestamp, signature }, Number(timestamp))).toBe('valid');
  });

  it.each([
    [299_000, 'valid'],
    [300_000, 'valid'],
    [300_001, 'stale'],
    [-300_000, 'valid'],
    [-300_001, 'stale'],
  ])('is worth something for five minutes either way: %d ms', (age, expected) => {
    expect(verdict({}, 1_693_657_560_000 + age)).toBe(expected);
  });

  it('reads a plus that a proxy turned into a space', () => {
    expect(verdict({ signature: VECTOR.signature.replaceAll('+', ' ') })).toBe('valid');
  });

  it.each<[string, Partial<SignedRequest>]>([
    ['another method', { method: 'GET' }],
    ['a lower-case method', { method: 'post' }],
    ['another host', { url: 'https://www.example.org/webhook_uri' }],
    ['http', { url: 'http://www.example.com/webhook_uri' }],
    ['another path', { url: 'https://www.example.com/webhook_urj' }],
    ['an encoded slash in the path', { url: 'https://www.example.com%2Fwebhook_uri' }],
    ['a lower-case encoded slash', { url: 'https://www.example.com%2fwebhook_uri' }],
    ['an extra parameter', { url: `${VECTOR.url}?a=1` }],
    ['another body byte', { rawBody: Buffer.from(`{'example_field':'example_valuf'}`) }],
    ['a shorter timestamp', { timestamp: '169365756000' }],
    ['a longer timestamp', { timestamp: '16936575600000' }],
    ['NaN', { timestamp: 'NaN' }],
    ['a float', { timestamp: '1693657560000.' }],
    ['an exponent', { timestamp: '1e12' }],
    ['spaces', { timestamp: ' 1693657560000' }],
    ['an empty signature', { signature: '' }],
    ['half a signature', { signature: VECTOR.signature.slice(0, 20) }],
    ['a doubled signature', { signature: `${VECTOR.signature}, ${VECTOR.signature}` }],
  ])('refuses %s', (_name, change) => {
    expect(verdict(change)).toBe('invalid');
  });

  it('refuses another secret', () => {
    expect(verdict({}, 1_693_657_560_000, 'x'.repeat(36))).toBe('invalid');
  });

  describe('the two forms of a query', () => {
    const encoded = 'https://www.example.com/hubspot/cards/contact?objectId=1&userEmail=rep%40seller.com';
    const decoded = 'https://www.example.com/hubspot/cards/contact?objectId=1&userEmail=rep@seller.com';
    const signedOver = (url: string) => ({ signature: sign(VECTOR, url, SECRET) });

    it('passes when HubSpot signed the encoded one', () => {
      expect(verdict({ url: encoded, ...signedOver(encoded) })).toBe('valid');
    });
    it('passes when HubSpot signed the decoded one', () => {
      expect(verdict({ url: encoded, ...signedOver(decoded) })).toBe('valid');
    });
    it('decodes once and only the documented escapes', () => {
      expect(verdict({ url: encoded.replace('%40', '%2540'), ...signedOver(decoded) })).toBe('invalid');
      expect(verdict({ url: encoded.replace('=1', '=%31'), ...signedOver(decoded) })).toBe('invalid');
      expect(verdict({ url: encoded.replace('&', '%26'), ...signedOver(decoded) })).toBe('invalid');
    });
    it('does not take one order of parameters for another', () => {
      const swapped = 'https://www.example.com/hubspot/cards/contact?userEmail=rep@seller.com&objectId=1';
      expect(verdict({ url: swapped, ...signedOver(decoded) })).toBe('invalid');
    });
  });
});
