import { createOrganizations, organizations } from '../../../server/usage/organization.ts';
import { testStore, type TestStore } from '../../support/store.ts';

let db: TestStore;
beforeAll(async () => {
  db = await testStore([organizations]);
});
afterAll(() => db.close());

describe('plan of an organisation', () => {
  it('is starter until announced, and follows the newest announcement', async () => {
    const plans = createOrganizations({ organizations: db.store.collection(organizations) });
    expect(await plans.plan('org_1')).toBe('starter');
    expect(await plans.setPlan('org_1', 'enterprise', new Date(2_000))).toBe(true);
    expect(await plans.setPlan('org_1', 'starter', new Date(1_000))).toBe(false);
    expect(await plans.plan('org_1')).toBe('enterprise');
    expect(await plans.setPlan('org_1', 'professional', new Date(3_000))).toBe(true);
    expect(await plans.plan('org_1')).toBe('professional');
    expect(await plans.plan('org_2')).toBe('starter');
  });
});
