import { offsetClock } from '../../support/offsetClock.ts';
import { startProduct, type Product } from '../../support/product.ts';
import { completed, shortSession } from '../../support/shortSession.ts';

jest.setTimeout(30_000);

const DAY = 86_400_000;
const READS = /\/(read|search)$|owners|pipelines|token/;

describe('a conversation without a deal', () => {
  const clock = offsetClock();
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ clock });
    product.sandbox.addPortal({
      portalId: '1',
      contacts: [{ id: '200', properties: { email: 'john@acme.com', firstname: 'John', lastname: 'Smith' } }],
    });
    await product.connect('org_1', '1');
    const participants = [{ name: 'John Smith', email: 'john@acme.com' }];
    await product.deliver(completed(shortSession({ id: 'ses_1', organization_id: 'org_1', participants })));
    await product.idle();
  });
  afterAll(() => product.stop());

  const sync = async () => (await product.api('GET', '/syncs/ses_1')).body;
  const tick = async () => {
    await product.jobs.find(({ name }) => name === 'rematch-deals')?.run();
    await product.idle();
  };
  const writes = () => product.sandbox.calls().filter(({ path }) => !READS.test(path));

  it('is looked at again after a day, not before, and nothing is written while there is no deal', async () => {
    const before = await sync();
    expect(before.skips).toContainEqual({ what: 'deal', reason: expect.stringMatching(/^no_open_deal/) });
    product.sandbox.resetCalls();
    clock.skip(DAY / 2);
    await tick();
    expect(product.sandbox.calls()).toEqual([]);
    clock.skip(DAY / 2);
    await tick();
    expect(product.sandbox.calls().length).toBeGreaterThan(0);
    expect(writes()).toEqual([]);
    expect(await sync()).toEqual({ ...before, attempts: 1 });
  });

  it('is linked to a deal that appears, with its meeting, once', async () => {
    const deal = product.sandbox.create('1', 'deals', {
      properties: { dealname: 'Rollout', pipeline: 'default', dealstage: 'presentationscheduled' },
      associations: [{ type: 'contacts', id: '200' }],
    });
    clock.skip(DAY);
    await tick();
    const { state, objects } = await sync();
    expect(state).toBe('synced');
    expect(objects).toContainEqual(expect.objectContaining({ type: 'deal', id: deal, rule: 'contact_open' }));
    const [meeting] = product.sandbox.records('1', 'meetings');
    expect(meeting?.associations).toContainEqual(expect.objectContaining({ type: 'deals', id: deal }));
    product.sandbox.resetCalls();
    clock.skip(DAY);
    await tick();
    expect(product.sandbox.calls()).toEqual([]);
  });

  it('is given up after seven days', async () => {
    const participants = [{ name: 'Ann', email: 'ann@gmail.com' }];
    await product.deliver(completed(shortSession({ id: 'ses_2', organization_id: 'org_1', participants })));
    await product.idle();
    let looks = 0;
    for (let day = 0; day < 10; day += 1) {
      product.sandbox.resetCalls();
      clock.skip(DAY);
      await tick();
      if (product.sandbox.calls().some(({ path }) => path.includes('associations/'))) looks += 1;
      expect(writes()).toEqual([]);
    }
    expect(looks).toBe(7);
  });
});
