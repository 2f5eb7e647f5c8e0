import { existsSync, readFileSync } from 'node:fs';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { PAGES, PICTURE_FOLDERS } from '../../../server/http/docs/pages.ts';
import { renderMarkdown } from '../../../server/http/docs/renderMarkdown.ts';
import { apiPage } from '../../../server/http/docs/apiPage.ts';
import { settingsPage } from '../../../server/http/docs/settingsPage.ts';
import { errorsOf } from '../../../server/http/reference/openApi.ts';
import { OPERATIONS } from '../../../server/http/reference/operations.ts';
import { SETTINGS_TEXTS } from '../../../shared/settingsTexts.ts';
import { projectRoot } from '../../hubspot-project/paths.ts';
import { codesInSource } from './codes.ts';

const folder = join(projectRoot(), 'server', 'docs');
const slugs = new Set(PAGES.map(({ slug }) => slug));
const troubleshooting = readFileSync(join(folder, 'guide', 'troubleshooting.md'), 'utf8');

function contentOf({ slug, file }: (typeof PAGES)[number]): string {
  if (slug === 'api') return apiPage(OPERATIONS);
  return renderMarkdown(file ? readFileSync(join(folder, file), 'utf8') : settingsPage(), slugs);
}
const pages = new Map(PAGES.map((page) => [page.slug, contentOf(page)]));
const idsOf = (html: string) => new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));

describe('troubleshooting', () => {
  const headings = [...troubleshooting.matchAll(/^### `(\w+)`$/gm)].map(([, code]) => code ?? '');
  const listed = [...troubleshooting.matchAll(/^- ((?:`\w+`(?:, )?)+):/gm)].flatMap(([, codes = '']) =>
    [...codes.matchAll(/`(\w+)`/g)].map(([, code]) => code ?? ''),
  );
  const { errors, reasons } = codesInSource();

  it('has an entry for every code the product can emit, and for no other', () => {
    expect(errors.length).toBeGreaterThan(60);
    expect([...headings].sort()).toEqual(errors);
  });

  it('explains every reason for which something is left out, and no other', () => {
    expect(reasons.length).toBeGreaterThan(30);
    expect([...listed].sort()).toEqual(reasons);
  });

  it('has an entry for every refusal of the API reference', () => {
    const refusals = OPERATIONS.flatMap((operation) => Object.values(errorsOf(operation)).flat());
    expect([...new Set(refusals)].filter((code) => !headings.includes(code))).toEqual([]);
  });
});

describe('the guide', () => {
  it.each([...pages])('%s: every link leads somewhere, every picture exists', (slug, html) => {
    const links = [...html.matchAll(/ href="([^"]+)"/g)].map(([, href]) => href ?? '');
    const broken = links.filter((href) => !leads(slug, href));
    const pictures = [...html.matchAll(/ src="\/docs\/pictures\/([^"]+)"/g)].map(([, name]) => name ?? '');
    const missing = pictures.filter(
      (name) => !PICTURE_FOLDERS.some((place) => existsSync(join(folder, place, name))),
    );
    expect({ broken, missing }).toEqual({ broken: [], missing: [] });
    expect(html).toMatch(/<h1/);
  });

  it('tells every option of the settings', () => {
    const page = settingsPage();
    expect(Object.keys(SETTINGS_TEXTS).filter((path) => !page.includes(`\`${path}\``))).toEqual([]);
  });

  it('signs as its samples say', () => {
    const webhooks = readFileSync(join(folder, 'guide', 'webhooks.md'), 'utf8');
    const [, secret = ''] = /`(whsec_[^`]+)`/.exec(webhooks) ?? [];
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const text = 'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}';
    expect(webhooks).toContain(`v1,${createHmac('sha256', key).update(text).digest('base64')}`);
  });

  function leads(from: string, href: string): boolean {
    if (href.startsWith('https://') || href === '/openapi.json' || href === '/docs') return true;
    const [path = '', anchor] = href.split('#');
    const slug = path === '' ? from : path.replace('/docs/', '');
    const target = pages.get(slug);
    return target !== undefined && (anchor === undefined || idsOf(target).has(anchor));
  }
});
