import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { OPERATIONS } from '../../../server/http/reference/operations.ts';
import { PAGES } from '../../../server/http/docs/pages.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(30_000);

let product: Product;
let document: { openapi: string; servers: { url: string }[]; paths: Record<string, Record<string, object>> };
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

beforeAll(async () => {
  product = await startProduct();
  product.sandbox.addPortal(demoPortal('2027-12-31'));
  await product.connect('org_1', DEMO_IDS.portal);
  await product.deliver(sales(new Date(), 'org_1', 'one'));
  await product.projected();
  await product.idle();
  document = (await (await fetch(`${product.url}/openapi.json`)).json()) as typeof document;
  ajv.addSchema({ $id: 'api', ...document });
});
afterAll(() => product.stop());

const page = (path: string) => fetch(`${product.url}${path}`);

describe('GET /openapi.json', () => {
  it('is there for everybody, with the address of this server', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.servers).toEqual([{ url: product.url }]);
  });

  const readable = OPERATIONS.filter(
    ({ method, path, access }) =>
      (method === 'get' ||
        ['/api/v1/context', '/api/v1/connection/test', '/api/v1/settings/simulate'].includes(path)) &&
      path.startsWith('/api/v1/') &&
      (access === 'read' || path === '/api/v1/settings/contacts') &&
      !path.includes('/backfill/:id'),
  );
  it.each(readable.map((operation) => [operation.method, operation.path, operation] as const))(
    '%s %s: what the product answers is what the document says',
    async (method, path, { body }) => {
      const query = path === '/api/v1/settings/contacts' ? '?q=john' : '';
      const asked = path.replace('/api/v1', '').replace(':sessionId', 'ses_sales_one') + query;
      const answer = await product.api(method.toUpperCase(), asked, body ? { body: body.example } : {});
      expect([path, answer.status, answer.status === 200 ? '' : answer.body]).toEqual([path, 200, '']);
      const pointer = path
        .replace(/:(\w+)/g, '{$1}')
        .replaceAll('~', '~0')
        .replaceAll('/', '~1');
      const check = ajv.compile({
        $ref: `api#/paths/${encodeURIComponent(pointer)}/${method}/responses/200/content/application~1json/schema`,
      });
      check(answer.body);
      expect(check.errors ?? []).toEqual([]);
    },
  );
});

describe('GET /docs', () => {
  it.each(PAGES.map(({ slug, title }) => [slug, title]))(
    '%s is a page that loads nothing foreign',
    async (slug, title) => {
      const answer = await page(`/docs/${slug}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
      expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'/);
      const html = await answer.text();
      expect(html).toContain(`<title>${title} · liveprompt for HubSpot</title>`);
      expect(html).toContain('aria-current="page"');
    },
  );

  it('begins with the first page, and has a style and pictures', async () => {
    expect(await (await page('/docs')).text()).toContain(`<title>${PAGES[0]?.title}`);
    expect((await page('/docs/style.css')).headers.get('content-type')).toMatch(/^text\/css/);
    const picture = await page('/docs/pictures/contact-card.png');
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  it.each([
    '/docs/nothing',
    '/docs/pictures/nothing.png',
    '/docs/pictures/..%2f..%2fpackage.json',
    '/docs/pictures/..%2fimages%2fdemo.png',
    '/docs/..%2f..%2fpackage.json',
  ])('%s is not there', async (path) => {
    expect((await page(path)).status).toBe(404);
  });
});
