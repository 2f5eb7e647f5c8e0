import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { audit } from '../../../server/audit/audit.ts';
import { installRoom, type InstallRoom } from '../../support/installRoom.ts';

let room: InstallRoom;
beforeAll(async () => {
  room = await installRoom();
});
afterAll(() => room.close());

describe('GET and PUT /api/v1/settings', () => {
  it('answers the defaults, stores the whole document, and keeps organisations apart', async () => {
    expect(await room.api('org_1', 'GET', '/settings', undefined, 'member')).toEqual({
      status: 200,
      body: DEFAULT_SETTINGS,
    });
    const changed = { ...DEFAULT_SETTINGS, sync: { ...DEFAULT_SETTINGS.sync, timeZone: 'Europe/Berlin' } };
    const saved = await room.api('org_1', 'PUT', '/settings', changed);
    expect(saved).toEqual({ status: 200, body: { ...changed, version: 2 } });
    expect((await room.api('org_1', 'GET', '/settings')).body).toEqual(saved.body);
    expect((await room.api('org_2', 'GET', '/settings')).body).toEqual(DEFAULT_SETTINGS);
  });

  it('answers 409 to a stale version and 403 to a member', async () => {
    await room.api('org_3', 'PUT', '/settings', DEFAULT_SETTINGS);
    const stale = await room.api('org_3', 'PUT', '/settings', DEFAULT_SETTINGS);
    expect([stale.status, stale.body.error?.code]).toEqual([409, 'settings_version_stale']);
    expect((await room.api('org_4', 'PUT', '/settings', DEFAULT_SETTINGS, 'member')).status).toBe(403);
    expect((await room.api('org_4', 'GET', '/settings')).body).toEqual(DEFAULT_SETTINGS);
  });

  it.each<[string, unknown, string]>([
    ['an unknown key', { ...DEFAULT_SETTINGS, turbo: true }, 'turbo'],
    [
      'an unknown switch',
      { ...DEFAULT_SETTINGS, sync: { ...DEFAULT_SETTINGS.sync, autp: true } },
      'sync.autp',
    ],
    ['a missing part', { version: 1 }, 'sync'],
    ['an operator', { ...DEFAULT_SETTINGS, version: { $gt: 0 } }, 'version'],
    [
      'an unknown zone',
      { ...DEFAULT_SETTINGS, sync: { ...DEFAULT_SETTINGS.sync, timeZone: 'Mars/One' } },
      'sync.timeZone',
    ],
    [
      'a default contact without its id',
      { ...DEFAULT_SETTINGS, matching: { ...DEFAULT_SETTINGS.matching, noMatch: 'default_contact' } },
      'matching.defaultContactId',
    ],
    ['nothing', undefined, ''],
  ])('answers 422 to %s and names the place', async (_name, body, path) => {
    const answer = await room.api('org_5', 'PUT', '/settings', body);
    expect(answer.status).toBe(422);
    expect(answer.body.error).toMatchObject({
      code: 'invalid_body',
      issues: expect.arrayContaining([expect.objectContaining({ path })]),
    });
  });

  it('leaves a trail of who changed what, and of nothing that stayed', async () => {
    await room.api('org_6', 'PUT', '/settings', {
      ...DEFAULT_SETTINGS,
      sync: { ...DEFAULT_SETTINGS.sync, frequency: 'hourly' },
    });

    expect(await room.db.store.collection(audit).find({ orgId: 'org_6' }).toArray()).toMatchObject([
      {
        who: 'admin@org_6.example',
        what: 'settings_changed',
        where: 'liveprompt',
        details: { before: { 'sync.frequency': 'realtime' }, after: { 'sync.frequency': 'hourly' } },
      },
    ]);
  });
});

describe('health of the web role', () => {
  it('answers alive and ready', async () => {
    expect((await fetch(`${room.url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${room.url}/readyz`)).json()).toEqual({ status: 'ready' });
  });
});
