import { createHmac } from 'node:crypto';
import { envelope, sessionEvent } from '../../../shared/webhook.ts';
import { createSandbox } from '../../sandbox/hubspot/sandbox.ts';
import { BAD_PATHS } from '../../sandbox/samples/badPayload.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { SAMPLES } from '../../sandbox/samples/samples.ts';
import { signWebhook } from '../../sandbox/samples/webhook.ts';
import { APP } from './harness.ts';

const NOW = new Date('2026-11-24T09:00:00.500Z');

/** Everything a parsed copy lost would be a key the contract does not list. */
const keysOf = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, entry]) => [`${path}.${key}`, ...keysOf(entry, `${path}.${key}`)])
    : [];

describe('the sample sessions', () => {
  it.each(SAMPLES.filter((sample) => sample.key !== 'bad-payload'))(
    '$key is exactly what the contract lists',
    ({ envelope: make }) => {
      const sent = envelope.parse(make(NOW, 'org_1', 'x1'));
      const parsed = sessionEvent.parse({ type: sent.type, data: sent.data });
      expect(keysOf(parsed.data).sort()).toEqual(keysOf(sent.data).sort());
      expect(JSON.stringify(parsed.data)).toContain('"organization_id":"org_1"');
    },
  );

  it.each(SAMPLES)('$key gets other ids with another suffix', ({ envelope: make }) => {
    const ids = (suffix: string): string[] =>
      [...JSON.stringify(make(NOW, 'org_1', suffix)).matchAll(/"id":"((?:ses|act)_[^"]+)"/g)].map(
        (match) => match[1] ?? '',
      );
    expect(ids('x1').length).toBeGreaterThan(0);
    expect(ids('x1').filter((id) => ids('x2').includes(id))).toEqual([]);
  });

  it('the bad payload is wrong in every place it says, and nowhere else', () => {
    const bad = SAMPLES.find((sample) => sample.key === 'bad-payload')?.envelope(NOW, 'org_1', 'x1');
    const parsed = sessionEvent.safeParse(bad);
    const paths = parsed.error?.issues.map((issue) => issue.path.slice(1).join('.')) ?? [];
    expect([...new Set(paths)].sort()).toEqual([...BAD_PATHS].sort());
  });
});

describe('the demo portal', () => {
  it('holds what each sample needs', async () => {
    const sandbox = await createSandbox({ app: APP });
    try {
      sandbox.addPortal(demoPortal('2026-12-18'));
      const links = (type: string, id: string): string[] =>
        sandbox.record(DEMO_IDS.portal, type, id)?.associations.map((link) => `${link.type}/${link.id}`) ??
        [];
      expect(links('contacts', DEMO_IDS.john)).toEqual(
        expect.arrayContaining([`companies/${DEMO_IDS.acme}`, `deals/${DEMO_IDS.acmeRollout}`]),
      );
      const deal = (id: string): string | null | undefined =>
        sandbox.record(DEMO_IDS.portal, 'deals', id)?.properties['hs_is_closed'];
      expect(deal(DEMO_IDS.acmeRollout)).toBe('false');
      expect(links('contacts', DEMO_IDS.anika).filter((link) => link.startsWith('deals'))).toEqual([
        `deals/${DEMO_IDS.globexRenewal}`,
      ]);
      expect(deal(DEMO_IDS.globexRenewal)).toBe('true');
      expect(links('contacts', DEMO_IDS.lena)).toEqual([]);
      expect(sandbox.record(DEMO_IDS.portal, 'companies', DEMO_IDS.novatech)?.properties['domain']).toBe(
        'novatech-systems.de',
      );
      expect(JSON.stringify(sandbox.dump(DEMO_IDS.portal))).not.toContain('quayside');
    } finally {
      await sandbox.close();
    }
  });
});

describe('signWebhook', () => {
  it('signs id, seconds and raw body with the decoded secret', () => {
    const key = Buffer.alloc(32, 7);
    const headers = signWebhook(`whsec_${key.toString('base64')}`, 'msg_1', NOW, '{"a":"ü"}');
    const expected = createHmac('sha256', key).update(`msg_1.1795510800.{"a":"ü"}`).digest('base64');
    expect(headers).toEqual({
      'webhook-id': 'msg_1',
      'webhook-timestamp': '1795510800',
      'webhook-signature': `v1,${expected}`,
      'content-type': 'application/json',
    });
  });
});
