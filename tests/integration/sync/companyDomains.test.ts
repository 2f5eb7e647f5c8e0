import { companyDomains, createCompanyDomains } from '../../../server/sync/companyDomains.ts';
import { offsetClock, type OffsetClock } from '../../support/offsetClock.ts';
import { testStore, type TestStore } from '../../support/store.ts';

const MINUTE = 60_000;

/** Who may make the company of a domain, and which one it is. */
describe('the companies of a portal by domain', () => {
  let test: TestStore;
  let clock: OffsetClock;
  let domains: ReturnType<typeof createCompanyDomains>;

  beforeEach(async () => {
    test = await testStore([companyDomains]);
    clock = offsetClock();
    domains = createCompanyDomains({ store: test.store, clock });
  });
  afterEach(() => test.close());

  const known = async () => (await domains.known('1', ['a.io'])).get('a.io');
  const begunAgain = async () => {
    expect(await domains.claim('1', 'a.io')).toBe(true);
    expect(await domains.claim('1', 'a.io')).toBe(false);
    clock.skip(2 * MINUTE);
    expect(await domains.claim('1', 'a.io')).toBe(true);
  };

  it('is in doubt when creation was begun again, and no more when a second look found it so', async () => {
    await begunAgain();
    expect((await domains.inDoubt('1')).size).toBe(0);
    await domains.made('1', 'a.io', '10');
    expect([...(await domains.inDoubt('1'))]).toEqual([['a.io', '10']]);
    await domains.swept('1');
    expect((await domains.inDoubt('1')).size).toBe(1);
    clock.skip(24 * 60 * MINUTE);
    await domains.swept('1');
    expect((await domains.inDoubt('1')).size).toBe(0);
  });

  it('is not in doubt when the first creation answered', async () => {
    await domains.claim('1', 'a.io');
    expect(await domains.made('1', 'a.io', '10')).toBe('10');
    expect((await domains.inDoubt('1')).size).toBe(0);
  });

  it('does not let one who was thought dead put theirs in the place of what is used', async () => {
    await begunAgain();
    expect(await domains.made('1', 'a.io', '10')).toBe('10');
    expect(await domains.made('1', 'a.io', '9')).toBe('10');
    expect(await known()).toBe('10');
    expect((await domains.inDoubt('1')).size).toBe(1);
  });

  it('keeps what was made although its claim is gone', async () => {
    expect(await domains.made('1', 'a.io', '10')).toBe('10');
    expect(await known()).toBe('10');
  });

  it('keeps portals apart', async () => {
    await begunAgain();
    await domains.made('1', 'a.io', '10');
    expect((await domains.inDoubt('2')).size).toBe(0);
    clock.skip(24 * 60 * MINUTE);
    await domains.swept('2');
    expect((await domains.inDoubt('1')).size).toBe(1);
  });
});
