import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { serve } from '../../support/serve.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(30_000);

/** reliability.md §5 "SSRF" (ASVS 1.3.6, 15.3.2): we call HubSpot and the database, whatever we are told. */
describe('addresses in what we are sent', () => {
  const asked: string[] = [];
  let trap: { url: string; close: () => Promise<void> };
  let trapped = 0;
  let product: Product;

  beforeAll(async () => {
    trap = await serve((_request, response) => {
      trapped += 1;
      response.end('{}');
    });
    product = await startProduct({
      fetch: (input, init) => {
        asked.push(new URL(input instanceof Request ? input.url : input).origin);
        return fetch(input, init);
      },
    });
    product.sandbox.addPortal(demoPortal('2026-12-31'));
    await product.connect('org_1', DEMO_IDS.portal);
    const sync = { ...DEFAULT_SETTINGS.sync, recordings: true };
    await product.api('PUT', '/settings', { body: { ...DEFAULT_SETTINGS, sync } });
  });
  afterAll(async () => {
    await product.stop();
    await trap.close();
  });

  const stateOf = async (id: string) => (await product.api('GET', `/syncs/${id}`)).body.state;
  const nobodyElse = () => {
    expect(trapped).toBe(0);
    expect([...new Set(asked)]).toEqual([product.sandbox.url]);
  };

  it('in a conversation are never fetched: recording, pictures, links, places', async () => {
    const envelope = sales(new Date(), 'org_1', 'a');
    const session = {
      ...envelope.data.session,
      recording: { url: `${trap.url}/recording.mp4` },
      avatar_url: `${trap.url}/avatar.png`,
      summary: { brief: trap.url, body_markdown: `![x](${trap.url}/pixel.png) [x](${trap.url}/link)` },
      next_meeting: { starts_at: new Date().toISOString(), location: `${trap.url}/join` },
    };
    expect((await product.deliver({ ...envelope, data: { session } })).status).toBe(202);
    await product.idle();
    expect(await stateOf('ses_sales_a')).toBe('synced');
    nobodyElse();
  });

  it('in an answer of HubSpot are never followed: the next page', async () => {
    product.sandbox.fault({
      path: /associations\/[^/]+\/contacts\/companies\/batch\/read/,
      kind: 'status',
      status: 200,
      body: { status: 'COMPLETE', results: [], paging: { next: { after: '1', link: `${trap.url}/page` } } },
      times: 1,
    });
    await product.deliver(sales(new Date(), 'org_1', 'b'));
    await product.idle();
    expect(await stateOf('ses_sales_b')).toBe('synced');
    nobodyElse();
  });

  it('in a redirect of HubSpot are never followed', async () => {
    product.sandbox.fault({
      path: /\/crm\/objects\/[^/]+\/contacts\/batch\/read/,
      kind: 'status',
      status: 302,
      headers: { location: `${trap.url}/elsewhere` },
      times: 1,
    });
    await product.deliver(sales(new Date(), 'org_1', 'c'));
    await product.projected();
    await product.idle();
    nobodyElse();
  });

  it('of a return are only HubSpot’s own, and are not fetched either', async () => {
    const url = `${product.url}/oauth/callback?step=authorize&returnUrl=${encodeURIComponent(trap.url)}`;
    const answer = await fetch(url, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    nobodyElse();
  });
});
