import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attackRows } from '../../attack/rows/rows.ts';
import { projectRoot } from '../../hubspot-project/paths.ts';

const root = projectRoot();
const sources = readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join(root, 'server', file), 'utf8') }));
const having = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

/** reliability.md §5, as `server/docs/attacks.md` answers it. */
describe('attacks', () => {
  it('have a test each, in every area', () => {
    const rows = attackRows();
    expect([...new Set(rows.map(({ area }) => area))]).toEqual([
      'OAuth',
      'JWT',
      'v3 signature',
      'Standard Webhooks',
      'tenancy',
      'injection',
      'HubSpot HTML',
      'CSV',
      'size',
      'SSRF',
      'secrets, abuse',
      'deletion',
      'privacy webhook',
      'pages',
      'supply',
    ]);
    expect(rows.filter(({ tests }) => tests.some((file) => !existsSync(join(root, file))))).toEqual([]);
  });

  it('on comparing: a secret made with a key is compared in constant time', () => {
    // A tombstone is looked up by its hash, which is nothing a caller presents.
    const keyed = having(/createHmac\(/).filter((file) => file !== join('privacy', 'tombstones.ts'));
    expect(keyed.filter((file) => !having(/timingSafeEqual\(/).includes(file))).toEqual([]);
    expect(having(/(?:signature|mac|secret)\s*[!=]==?\s*(?!undefined|null)\w/i)).toEqual([]);
  });

  it('on addresses: two places call out, both at HubSpot, and none follows a link it was given', () => {
    expect(having(/\bdeps\.fetch\(/)).toEqual([join('hubspot', 'call.ts'), join('hubspot', 'oauth.ts')]);
    // Only where no database was named, to see whether one can be had.
    expect(having(/(?<![.\w])fetch\(/)).toEqual([join('store', 'temporary-mongod.ts')]);
    expect(having(/paging\.next\.link|next\.link\b/)).toEqual([]);
    expect(having(/\bhttps?\.(?:get|request)\(|net\.connect\(|tls\.connect\(/)).toEqual([]);
  });
});
