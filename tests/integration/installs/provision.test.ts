import { CONTACT_PROPERTIES, DEAL_PROPERTIES } from '../../../shared/properties.ts';
import { installs } from '../../../server/installs/install.ts';
import { installRoom, type InstallRoom } from '../../support/installRoom.ts';

let room: InstallRoom;
beforeAll(async () => {
  room = await installRoom();
  room.sandbox.addPortal({ portalId: '301', name: 'Refuses keys', uiDomain: 'app-eu1.hubspot.com' });
  room.sandbox.addPortal({ portalId: '302', activityKeys: true });
  for (const portalId of ['303', '304', '305']) {
    room.sandbox.addPortal({ portalId, name: `Portal ${portalId}`, activityKeys: true });
  }
});
afterAll(() => room.close());

const install = (portalId: string) => room.db.store.collection(installs).findOne({ _id: portalId });
const names = (portalId: string, type: string) =>
  room.sandbox
    .properties(portalId, type)
    .flatMap(({ name, groupName }) => (groupName === 'liveprompt' ? [name] : []));
const writes = () =>
  room.sandbox.calls().filter(({ method, path }) => method !== 'GET' && path.includes('/properties/'));

describe('preparing a portal', () => {
  it('creates our properties and falls back to the link marker where keys are refused', async () => {
    await room.connect('org_1', '301');
    expect(names('301', 'contacts')).toEqual(CONTACT_PROPERTIES.map(({ name }) => name));
    expect(names('301', 'deals')).toEqual(DEAL_PROPERTIES.map(({ name }) => name));
    const row = await install('301');
    expect(row).toMatchObject({
      activityKeyMode: 'marker',
      portalName: 'Refuses keys',
      uiDomain: 'app-eu1.hubspot.com',
      limitations: [{ feature: 'activity_key' }],
    });
    expect(row?.provisionedAt).toBeInstanceOf(Date);
  });

  it('uses the unique key where all four activities take it', async () => {
    await room.connect('org_2', '302');
    expect(await install('302')).toMatchObject({ activityKeyMode: 'unique', limitations: [] });
    for (const type of ['meetings', 'calls', 'tasks', 'notes'])
      expect(names('302', type)).toEqual(['liveprompt_key']);
  });

  it('changes nothing when it runs again', async () => {
    room.sandbox.resetCalls();
    const before = room.sandbox.dump('302');
    await room.role.provision('302');
    expect(await install('302')).toMatchObject({ activityKeyMode: 'unique', limitations: [] });
    expect(room.sandbox.dump('302')).toEqual(before);
    expect(writes().filter(({ path }) => /contacts|deals/.test(path))).toEqual([]);
  });

  it('never fails the install: HubSpot unwell is noted and tried again', async () => {
    const heal = room.sandbox.fault({ path: /\/properties\//, portalId: '303', kind: 'status', status: 503 });
    expect((await room.connect('org_3', '303')).status).toBe(302);
    expect(await install('303')).toMatchObject({
      status: 'active',
      provisionedAt: null,
      activityKeyMode: 'marker',
      portalName: 'Portal 303',
      limitations: [{ feature: 'properties' }, { feature: 'activity_key' }],
    });
    heal();
    await room.role.provision('303');
    expect(await install('303')).toMatchObject({ activityKeyMode: 'unique', limitations: [] });
    expect((await install('303'))?.provisionedAt).toBeInstanceOf(Date);
  });

  it('adds the rest when a refused batch is repeated one by one', async () => {
    room.sandbox.fault({
      path: /contacts\/batch\/create/,
      portalId: '304',
      kind: 'status',
      status: 400,
      times: 1,
    });
    await room.connect('org_4', '304');
    expect(names('304', 'contacts').sort()).toEqual(CONTACT_PROPERTIES.map(({ name }) => name).sort());
    expect(await install('304')).toMatchObject({ limitations: [] });
  });

  it('names a property of ours that someone else made with another type', async () => {
    const [first] = CONTACT_PROPERTIES;
    await room.connect('org_5', '305');
    room.sandbox.fault({
      path: /properties\/2026-09\/contacts$/,
      portalId: '305',
      kind: 'status',
      status: 200,
      body: {
        results: CONTACT_PROPERTIES.map(({ name, type }) => ({
          name,
          type: name === first?.name ? 'string' : type,
        })),
      },
    });
    await room.role.provision('305');
    expect((await install('305'))?.limitations).toEqual([
      { feature: `property:contacts.${first?.name}`, reason: expect.stringContaining('of type string') },
    ]);
  });

  it('is told by the test of the connection, check by check', async () => {
    const { body } = await room.api('org_2', 'POST', '/connection/test', undefined, 'member');
    expect(body).toEqual({
      ok: true,
      checks: ['token', 'scopes', 'account', 'properties', 'webhook store'].map((name) => ({
        name,
        ok: true,
        detail: expect.any(String),
      })),
    });
    room.sandbox.uninstall('302');
    room.sandbox.expireAccessTokens('302');
    const after = await room.api('org_2', 'POST', '/connection/test');
    expect(after.body['ok']).toBe(false);
    const { body: connection } = await room.api('org_2', 'GET', '/connection');
    expect(connection).toMatchObject({ status: 'reconnect_required', statusReason: expect.any(String) });
  });
});
