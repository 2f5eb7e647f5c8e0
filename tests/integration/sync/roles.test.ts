import { pino } from 'pino';
import { systemClock } from '../../../server/clock.ts';
import { compose } from '../../../server/compose.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { worstCasePortal, worstCaseSession } from '../../bench/worstCase.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(60_000);

const NOW = new Date('2026-11-24T10:00:00Z');

describe('web and worker apart, on one database', () => {
  let product: Product;

  beforeEach(async () => {
    product = await startProduct({ asleep: true });
  });

  afterEach(() => product.stop());

  const anotherProcess = () =>
    compose({
      config: product.config,
      store: product.store,
      clock: systemClock,
      log: pino({ level: 'silent' }),
    });

  it('a worker finds what a web process accepted', async () => {
    product.sandbox.addPortal(demoPortal('2026-12-31'));
    await product.connect('org_1', DEMO_IDS.portal);
    await product.deliver(sales(NOW, 'org_1', 'a'));
    await product.projected();
    expect((await product.api('GET', '/syncs/ses_sales_a')).body.state).toBe('queued');
    const { worker } = anotherProcess();
    worker.start();
    await product.idle();
    await worker.stop(1_000);
    expect((await product.api('GET', '/syncs/ses_sales_a')).body.state).toBe('synced');
  });

  it('two workers share a backlog without doubling anything', async () => {
    const sessions = 40;
    product.sandbox.addPortal(worstCasePortal('1', sessions));
    await product.connect('org_1', '1');
    for (let index = 0; index < sessions; index += 1) {
      const session = worstCaseSession('org_1', index, new Date(NOW.getTime() - index * 60_000));
      await product.deliver({ type: 'session.completed', timestamp: NOW.toISOString(), data: { session } });
    }
    await product.projected();
    const workers = [anotherProcess().worker, anotherProcess().worker];
    for (const worker of workers) worker.start();
    await product.idle();
    for (const worker of workers) await worker.stop(1_000);
    const urls = product.sandbox
      .records('1', 'meetings')
      .map(({ properties }) => properties['hs_meeting_external_url']);
    expect(urls).toHaveLength(sessions);
    expect(new Set(urls).size).toBe(sessions);
    expect(product.sandbox.records('1', 'tasks')).toHaveLength(sessions * 2);
  });
});
