import { randomBytes } from 'node:crypto';
import { systemClock } from '../../../server/clock.ts';
import { installs } from '../../../server/installs/install.ts';
import { createInstallStore } from '../../../server/installs/installStore.ts';
import { rotateKeys } from '../../../server/installs/rotateKeys.ts';
import { createVault } from '../../../server/installs/vault.ts';
import { testStore, type TestStore } from '../../support/store.ts';

let db: TestStore;
beforeAll(async () => {
  db = await testStore([installs]);
});
afterAll(() => db.close());

const key = (kid: string) => ({ kid, key: randomBytes(32) });

describe('rotating the keys of the vault', () => {
  it('moves every install to the newest key, once, and leaves what it cannot open', async () => {
    const [lost, old, fresh] = [key('lost'), key('old'), key('new')];
    const rows = db.store.collection(installs);
    const grant = async (kid: typeof old, portalId: string) => {
      const vault = createVault({ keys: [kid], randomBytes });
      const now = new Date();
      const tokens = {
        accessToken: 'a',
        refreshToken: `r-${portalId}`,
        issuedAt: now,
        expiresAt: now,
        portalId,
        scopes: [],
      };
      const store = createInstallStore({ installs: rows, vault, clock: systemClock });
      await store.saveGrant({ portalId, orgId: null, tokens, scopes: [], connectedBy: null });
    };
    await grant(old, '1');
    await grant(fresh, '2');
    await grant(lost, '3');
    const both = createVault({ keys: [fresh, old], randomBytes });
    expect(await rotateKeys({ installs: rows, vault: both })).toEqual({ rewrapped: 1, unreadable: 1 });
    expect(await rotateKeys({ installs: rows, vault: both })).toEqual({ rewrapped: 0, unreadable: 1 });

    const onlyNew = createVault({ keys: [fresh], randomBytes });
    const row = await rows.findOne({ _id: '1' });
    expect(onlyNew.open(row?.refreshToken ?? '', { portalId: '1', field: 'refreshToken' })).toBe('r-1');
    expect(row?.tokenVersion).toBe(1);
  });
});
