import { discovery } from '../../sandbox/samples/discovery.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../sandbox/samples/sales.ts';
import type { SessionSample } from '../../sandbox/samples/sample.types.ts';
import { support } from '../../sandbox/samples/support.ts';
import { offsetClock } from '../../support/offsetClock.ts';
import { startProduct, type Product } from '../../support/product.ts';

const { portal } = DEMO_IDS;
const NOW = new Date();

jest.setTimeout(30_000);

/** What each use case costs, as `server/docs/guide/kinds.md` says. */
describe('calls of each use case', () => {
  let product: Product;
  const clock = offsetClock();
  beforeAll(async () => {
    product = await startProduct({ clock, sandbox: { monotonicMs: () => clock.monotonicMs() } });
    product.sandbox.addPortal(demoPortal('2027-12-31'));
    await product.connect('org_1', portal);
    // Owners and pipelines are read once, as in any portal that is in use.
    await product.deliver(sales(NOW, 'org_1', 'before'));
    await product.idle();
  });
  afterAll(() => product.stop());

  const counted = async (work: () => Promise<unknown>) => {
    clock.skip(10_001);
    product.sandbox.resetCalls();
    await work();
    await product.idle();
    const calls = product.sandbox.calls();
    expect(calls.flatMap(({ violations }) => violations)).toEqual([]);
    const writes = calls.filter(({ path }) => /\/batch\/(create|update|archive)$/.test(path));
    return [calls.length, writes.length];
  };

  it.each<[string, SessionSample, number, number]>([
    ['sales', sales, 13, 6],
    ['support', support, 14, 5],
    ['discovery', discovery, 15, 7],
  ])('%s', async (kind, sample, calls, writes) => {
    const envelope = sample(NOW, 'org_1', 'a');
    expect([kind, await counted(() => product.deliver(envelope))]).toEqual([kind, [calls, writes]]);
    const retry = `/syncs/${envelope.data.session.id}/retry`;
    const [, written] = await counted(() => product.api('POST', retry));
    expect([kind, written]).toEqual([kind, 0]);
  });
});
