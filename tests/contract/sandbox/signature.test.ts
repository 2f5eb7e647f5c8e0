import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeUri, signatureV3 } from '../../sandbox/hubspot/signature.ts';
import { signRequest } from '../../sandbox/hubspot/signedFetch.ts';
import { openLab } from './harness.ts';

/** hubspot-api.md §7.2, from HubSpot's own SDK tests. */
const SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const URI = 'https://www.example.com/webhook_uri';
const BODY = "{'example_field':'example_value'}";

describe('signature v3', () => {
  it.each([
    [1_693_657_560_000, 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y='],
    [1_700_000_300_000, 'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw='],
  ])('matches the vector at %d', (timestamp, expected) => {
    expect(signatureV3(SECRET, 'POST', URI, BODY, timestamp)).toBe(expected);
  });

  it('decodes exactly the listed characters', () => {
    expect(decodeUri('/%3A%2f%3F%40%21%24%27%28%29%2A%2C%3B')).toBe("/:/?@!$'()*,;");
    expect(decodeUri('/%20%25%26%3D%2B%C3%BC')).toBe('/%20%25%26%3D%2B%C3%BC');
  });

  const options = {
    clientSecret: SECRET,
    appId: '1',
    portalId: '11',
    userId: '7',
    userEmail: 'a+b@seller.example',
    method: 'get',
    url: 'https://api.liveprompt.ai/hubspot/cards/contact?objectId=501',
    timestampMs: 1_700_000_300_000,
  };

  it('hubspot.fetch appends who asks and signs the public URL, delivered elsewhere', () => {
    const request = signRequest({ ...options, deliverTo: 'http://127.0.0.1:3000' });
    expect(request.url).toBe(
      'http://127.0.0.1:3000/hubspot/cards/contact?objectId=501&portalId=11&userId=7&userEmail=a%2Bb%40seller.example&appId=1',
    );
    expect(request.headers['x-hubspot-signature-v3']).toBe(
      signatureV3(
        SECRET,
        'GET',
        'https://api.liveprompt.ai/hubspot/cards/contact?objectId=501&portalId=11&userId=7&userEmail=a%2Bb@seller.example&appId=1',
        '',
        1_700_000_300_000,
      ),
    );
  });

  it('can sign the undecoded URL as the development proxy does', () => {
    const decoded = signRequest(options).headers['x-hubspot-signature-v3'];
    const raw = signRequest({ ...options, decode: false }).headers['x-hubspot-signature-v3'];
    expect(raw).not.toBe(decoded);
  });

  it('delivers webhooks signed over the exact bytes', async () => {
    const lab = await openLab();
    const seen: { headers: Record<string, unknown>; body: string }[] = [];
    const receiver = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        seen.push({ headers: request.headers, body });
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    try {
      const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks/hubspot`;
      const event = { portalId: 1111, objectId: 501, subscriptionType: 'object.merge' };
      expect(await lab.sandbox.sendWebhook(url, [event])).toBe(204);
      expect(JSON.parse(seen[0]?.body ?? '')).toEqual([event]);
      expect(seen[0]?.headers['x-hubspot-signature-v3']).toBe(
        signatureV3('secret', 'POST', url, seen[0]?.body ?? '', lab.now().getTime()),
      );
    } finally {
      receiver.close();
      await lab.sandbox.close();
    }
  });
});
