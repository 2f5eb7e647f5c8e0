import { installs } from '../../../server/installs/install.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { sales } from '../../support/heldSales.ts';
import { offsetClock, type OffsetClock } from '../../support/offsetClock.ts';
import { startProduct, type Product } from '../../support/product.ts';

jest.setTimeout(60_000);

const { portal } = DEMO_IDS;
const KEY = 'liveprompt_key';
const TYPES = ['meetings', 'notes', 'tasks'] as const;

describe('a portal that loses its unique key on activities', () => {
  let product: Product;
  let clock: OffsetClock;

  beforeEach(async () => {
    clock = offsetClock();
    product = await startProduct({ clock, sandbox: { now: clock.now } });
    product.sandbox.addPortal({ ...demoPortal('2026-12-31'), activityKeys: true });
    await product.connect('org_1', portal);
    expect(await mode()).toBe('unique');
  });
  afterEach(() => product.stop());

  const mode = async () =>
    (await product.store.collection(installs).findOne({ _id: portal }))?.activityKeyMode;
  const live = (type: string) => product.sandbox.records(portal, type).filter(({ archived }) => !archived);
  const counts = () => TYPES.map((type) => live(type).length);
  const keys = (type: string) => live(type).flatMap(({ properties }) => properties[KEY] ?? []);
  const row = async (suffix = 'a') => (await product.api('GET', `/syncs/ses_sales_${suffix}`)).body;
  const loseKey = (forGood: boolean, types: readonly string[] = [...TYPES, 'calls']) => {
    for (const type of types) product.sandbox.deleteProperty(portal, type, KEY, forGood);
  };
  const send = async (suffix = 'a') => {
    await product.deliver(sales(clock.now(), 'org_1', suffix));
    await product.idle();
  };
  const untilDone = async (suffix = 'a') => {
    for (let step = 0; step < 12; step += 1) {
      await product.idle();
      const { state, nextAttemptAt } = await row(suffix);
      if (nextAttemptAt === null) return state as string;
      clock.skip(Math.max(0, Date.parse(nextAttemptAt) - clock.now().getTime()) + 1_000);
    }
    throw new Error('never done');
  };
  const finishProvisioning = async () => {
    await product.jobs.find(({ name }) => name === 'finish-provisioning')?.run();
    await product.idle();
  };

  it('goes on by links at once, has the key made anew, and gives it to what went without', async () => {
    await send('a');
    loseKey(false);
    await send('b');
    expect(await row('b')).toMatchObject({ state: 'synced', error: null });
    expect(counts()).toEqual([2, 4, 6]);
    expect(await mode()).toBe('marker');
    expect(keys('meetings')).toHaveLength(1);
    // Once known, nothing is sent that has to be refused.
    product.sandbox.resetCalls();
    await send('c');
    expect(product.sandbox.calls().filter(({ status }) => status === 400)).toEqual([]);

    await finishProvisioning();
    expect(await mode()).toBe('unique');
    expect(keys('meetings').sort()).toEqual(['a', 'b', 'c'].map((one) => `ses_sales_${one}:activity`));
    expect(keys('tasks')).toHaveLength(9);
    await product.api('POST', '/syncs/ses_sales_b/retry');
    product.sandbox.resetCalls();
    await product.idle();
    expect(product.sandbox.calls().filter(({ path }) => /batch\/(create|update)$/.test(path))).toEqual([]);
    expect(counts()).toEqual([3, 6, 9]);
  });

  it.each([
    { what: 'it was made', applied: { before: false } },
    { what: 'it never arrived', applied: { before: true } },
  ])('makes no second one of what was on its way with the key: $what', async ({ applied }) => {
    product.sandbox.fault({ path: /meetings\/batch\/create/, kind: 'reset', ...applied, times: 1 });
    await send();
    expect(await row()).toMatchObject({ state: 'retrying' });
    loseKey(true, ['meetings']);
    expect(await untilDone()).toBe('synced');
    expect(counts()).toEqual([1, 2, 3]);
    expect(await mode()).toBe('marker');
  });

  it('does not trust a property of that name which is not unique', async () => {
    product.sandbox.fault({ path: /meetings\/batch\/create/, kind: 'reset', before: false, times: 1 });
    await send();
    loseKey(true);
    for (const type of [...TYPES, 'calls']) product.sandbox.createProperty(portal, type, KEY);
    expect(await untilDone()).toBe('synced');
    expect(counts()).toEqual([1, 2, 3]);
    await finishProvisioning();
    expect(await mode()).toBe('marker');
    const { body } = await product.api('GET', '/connection');
    expect(JSON.stringify(body)).toContain('that is not unique');
  });
});
