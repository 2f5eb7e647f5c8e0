import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { createSettingsStore, settingsCollection } from '../../../server/settings/settingsStore.ts';
import { systemClock } from '../../../server/clock.ts';
import { testStore, type TestStore } from '../../support/store.ts';

let db: TestStore;
beforeAll(async () => {
  db = await testStore([settingsCollection]);
});
afterAll(() => db.close());

const open = () =>
  createSettingsStore({ settings: db.store.collection(settingsCollection), clock: systemClock });
const auto = (version: number, value: boolean) => ({
  ...DEFAULT_SETTINGS,
  version,
  sync: { ...DEFAULT_SETTINGS.sync, auto: value },
});

describe('settings', () => {
  it('are the defaults until someone saves', async () => {
    expect(await open().read('org_new')).toEqual(DEFAULT_SETTINGS);
  });

  it('grow a version with every save and keep organisations apart', async () => {
    const settings = open();
    expect(await settings.save('org_1', auto(1, false), 'a@b.co')).toEqual(auto(2, false));
    expect(await settings.save('org_1', auto(2, true), 'a@b.co')).toEqual(auto(3, true));
    expect(await settings.read('org_1')).toEqual(auto(3, true));
    expect(await settings.read('org_2')).toEqual(DEFAULT_SETTINGS);
  });

  it('refuse a stale version, first save and later ones', async () => {
    const settings = open();
    await settings.save('org_3', auto(1, false), 'a@b.co');
    const stale = { code: 'settings_version_stale', status: 409 };
    await expect(settings.save('org_3', auto(1, true), 'x@y.co')).rejects.toMatchObject(stale);
    await expect(settings.save('org_3', auto(7, true), 'x@y.co')).rejects.toMatchObject(stale);
    await expect(settings.save('org_4', auto(2, true), 'x@y.co')).rejects.toMatchObject(stale);
    expect(await settings.read('org_3')).toEqual(auto(2, false));
  });

  it('let one of twenty win', async () => {
    const settings = open();
    const saves = Array.from({ length: 20 }, (_, i) =>
      settings.save('org_5', auto(1, i % 2 === 0), 'a@b.co'),
    );
    const outcomes = await Promise.allSettled(saves);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await settings.read('org_5')).version).toBe(2);
  });
});
