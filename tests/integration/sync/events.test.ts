import { CONVERSATION_COMPLETED } from '../../../server/sync/planEvents.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import type { SandboxEventType } from '../../sandbox/sandbox.types.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(30_000);

const NOW = new Date('2026-11-24T10:00:00Z');
const { portal } = DEMO_IDS;

const PROPERTIES: SandboxEventType['properties'] = [
  { name: 'kind', type: 'enumeration', options: ['sales', 'support', 'discovery', 'coaching', 'other'] },
  { name: 'score', type: 'number' },
  { name: 'open_objections', type: 'number' },
  { name: 'action_items', type: 'number' },
  { name: 'duration_minutes', type: 'number' },
  { name: 'sentiment', type: 'enumeration', options: ['positive', 'neutral', 'negative'] },
  { name: 'session_url', type: 'string' },
];
const EVENT_TYPES: SandboxEventType[] = [
  { name: CONVERSATION_COMPLETED.contacts, objectType: 'CONTACT', properties: PROPERTIES },
  { name: CONVERSATION_COMPLETED.deals, objectType: 'DEAL', properties: PROPERTIES },
];

describe('app events', () => {
  let product: Product;
  const start = async (flag: 'on' | 'off') => {
    product = await startProduct({
      environment: { HUBSPOT_APP_EVENTS: flag },
      sandbox: { eventTypes: EVENT_TYPES },
    });
    product.sandbox.addPortal({ ...demoPortal('2026-12-31'), appEvents: true });
    await product.connect('org_1', portal);
    product.sandbox.resetCalls();
  };
  const send = async (version: number) => {
    const envelope = sales(NOW, 'org_1', 'a');
    envelope.data.session.version = version;
    await product.deliver(envelope);
    await product.idle();
  };

  afterEach(() => product.stop());

  it('are sent once for each contact and the deal, whatever becomes of the conversation later', async () => {
    await start('on');
    await send(1);
    const ids = () =>
      product.sandbox
        .events(portal)
        .map(({ id }) => id)
        .sort();
    expect(ids()).toEqual([
      `ses_sales_a:conversation_completed_contact:${DEMO_IDS.john}`,
      `ses_sales_a:conversation_completed_contact:${DEMO_IDS.sarah}`,
      `ses_sales_a:conversation_completed_deal:${DEMO_IDS.acmeRollout}`,
    ]);
    expect(product.sandbox.events(portal)[0]?.properties).toMatchObject({
      kind: 'sales',
      sentiment: 'positive',
    });
    await send(2);
    expect(ids()).toHaveLength(3);
    expect(product.sandbox.calls().flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('count as delivered when the answer was lost: HubSpot knows their ids', async () => {
    await start('on');
    product.sandbox.fault({
      path: /timeline\/.*\/events\/batch/,
      kind: 'status',
      status: 502,
      before: false,
      times: 1,
    });
    await send(1);
    expect((await product.api('GET', '/syncs/ses_sales_a')).body.state).toBe('retrying');
    await product.api('POST', '/syncs/ses_sales_a/retry');
    await product.idle();
    expect((await product.api('GET', '/syncs/ses_sales_a')).body.state).toBe('synced');
    expect(product.sandbox.events(portal)).toHaveLength(3);
    expect(product.sandbox.records(portal, 'meetings')).toHaveLength(1);
  });

  it('are not sent while the flag is off, and nothing else changes', async () => {
    await start('off');
    await send(1);
    expect(product.sandbox.events(portal)).toEqual([]);
    expect((await product.api('GET', '/syncs/ses_sales_a')).body.state).toBe('synced');
  });
});
