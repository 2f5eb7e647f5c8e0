import { randomBytes } from 'node:crypto';
import { systemClock } from '../../../server/clock.ts';
import { installs } from '../../../server/installs/install.ts';
import { createInstallStore } from '../../../server/installs/installStore.ts';
import { createVault } from '../../../server/installs/vault.ts';
import { testStore, type TestStore } from '../../support/store.ts';

let db: TestStore;
beforeAll(async () => {
  db = await testStore([installs]);
});
afterAll(() => db.close());
beforeEach(() => db.store.collection(installs).deleteMany({}));

function open() {
  const vault = createVault({ keys: [{ kid: 'k', key: randomBytes(32) }], randomBytes });
  const store = createInstallStore({ installs: db.store.collection(installs), vault, clock: systemClock });
  const issuedAt = new Date();
  const tokens = {
    accessToken: 'canary-access',
    refreshToken: 'canary-refresh',
    issuedAt,
    expiresAt: new Date(issuedAt.getTime() + 1_800_000),
    portalId: null,
    scopes: [],
  };
  return {
    ...store,
    grant: (portalId: string, orgId: string | null) =>
      store.saveGrant({ portalId, orgId, tokens, scopes: [], connectedBy: null }),
  };
}

const refusals = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : [],
  );

describe('who owns a portal', () => {
  it('is decided once among 20 organisations that connect it at the same moment', async () => {
    const store = open();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => store.grant('101', `org_${i}`)),
    );
    expect(refusals(outcomes)).toEqual(Array<string>(19).fill('portal_already_connected'));
  });

  it('is one portal per organisation among 20 that connect at the same moment', async () => {
    const store = open();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => store.grant(String(200 + i), 'org_1')),
    );
    expect(refusals(outcomes)).toEqual(Array<string>(19).fill('organization_already_connected'));
    expect(await db.store.collection(installs).countDocuments({ orgId: 'org_1' })).toBe(1);
  });

  it('does not matter when the same pair connects 20 times at once', async () => {
    const store = open();
    await Promise.all(Array.from({ length: 20 }, () => store.grant('101', 'org_1')));
    expect(await store.ofOrganization('org_1')).toMatchObject({ _id: '101', tokenVersion: 20 });
  });

  it('stays with its owner when the marketplace installs it again, and passes from nobody to one', async () => {
    const store = open();
    expect(await store.grant('101', null)).not.toHaveProperty('orgId');
    expect(await store.grant('102', null)).not.toHaveProperty('orgId');
    expect(await store.tie('101', 'org_1', 'a@b.co')).toMatchObject({
      orgId: 'org_1',
      connectedBy: 'a@b.co',
    });
    expect(await store.tie('101', 'org_1', 'a@b.co')).toMatchObject({ orgId: 'org_1' });
    expect(await store.grant('101', null)).toMatchObject({ orgId: 'org_1' });
    await expect(store.tie('101', 'org_2', 'x@y.co')).rejects.toMatchObject({
      code: 'portal_already_connected',
    });
    await expect(store.tie('102', 'org_1', 'a@b.co')).rejects.toMatchObject({
      code: 'organization_already_connected',
    });
    expect(await store.tie('999', 'org_3', 'x@y.co')).toBeNull();
  });

  it('keeps no token readable in the database', async () => {
    await open().grant('101', 'org_1');
    const dump = JSON.stringify(await db.store.collection(installs).find({}).toArray());
    expect(dump).not.toContain('canary');
  });
});
