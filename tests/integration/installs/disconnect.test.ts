import { audit } from '../../../server/audit/audit.ts';
import { disconnects } from '../../../server/installs/disconnect.ts';
import { installs } from '../../../server/installs/install.ts';
import { defineCollection } from '../../../server/store/store.ts';
import { installRoom, type InstallRoom } from '../../support/installRoom.ts';

/** Stand-ins for what other rooms keep by organisation and by portal. */
const byOrganisation = defineCollection<{ _id: string; orgId: string }>({
  name: 'things_by_organisation',
  tenant: 'orgId',
  indexes: [],
});
const byPortal = defineCollection<{ _id: string; portalId: string }>({
  name: 'things_by_portal',
  tenant: 'portalId',
  indexes: [],
});

let room: InstallRoom;
beforeAll(async () => {
  room = await installRoom([byOrganisation, byPortal]);
});
afterAll(() => room.close());

let next = 400;
/** A connected organisation beside another one, both with data. */
async function twoConnected() {
  next += 2;
  const pairs = [0, 1].map((i) => ({ orgId: `org_${next + i}`, portalId: String(next + i) }));
  for (const { orgId, portalId } of pairs) {
    room.sandbox.addPortal({ portalId });
    await room.connect(orgId, portalId);
    await room.db.store.collection(byOrganisation).insertOne({ _id: `a-${orgId}`, orgId });
    await room.db.store.collection(byPortal).insertOne({ _id: `b-${portalId}`, portalId });
    await room.api(orgId, 'GET', '/settings');
  }
  room.sandbox.resetCalls();
  const [leaving, staying] = pairs;
  if (!leaving || !staying) throw new Error('two were made');
  return { leaving, staying };
}

async function leftOf({ orgId, portalId }: { orgId: string; portalId: string }) {
  const { store } = room.db;
  return {
    install: await store.collection(installs).countDocuments({ _id: portalId }),
    organisation: await store.collection(byOrganisation).countDocuments({ orgId }),
    portal: await store.collection(byPortal).countDocuments({ portalId }),
    request: await store.collection(disconnects).countDocuments({ orgId }),
  };
}
const NOTHING = { install: 0, organisation: 0, portal: 0, request: 0 };
const ALL = { install: 1, organisation: 1, portal: 1, request: 0 };

describe('disconnect', () => {
  it('uninstalls, revokes, and leaves nothing but the trail', async () => {
    const { leaving, staying } = await twoConnected();
    const { status, body } = await room.api(leaving.orgId, 'DELETE', '/connection');
    expect([status, body]).toEqual([200, { status: 'not_connected', disconnected: true }]);
    expect(
      room.sandbox.calls().map(({ method, path, status: answer }) => `${method} ${path} ${answer}`),
    ).toEqual(['DELETE /appinstalls/2026-09/external-install 204', 'POST /oauth/2026-09/token/revoke 200']);
    expect(await leftOf(leaving)).toEqual(NOTHING);
    expect(await leftOf(staying)).toEqual(ALL);
    expect((await room.api(leaving.orgId, 'GET', '/connection')).body['status']).toBe('not_connected');
    const trail = await room.db.store
      .collection(audit)
      .find({ orgId: leaving.orgId, what: 'disconnected' })
      .toArray();
    expect(trail).toMatchObject([
      {
        orgId: leaving.orgId,
        who: `admin@${leaving.orgId}.example`,
        what: 'disconnected',
        portalId: leaving.portalId,
        details: null,
      },
    ]);
    expect(
      await room.db.store.collection(audit).countDocuments({ orgId: leaving.orgId, details: { $ne: null } }),
    ).toBe(0);
    await expect(room.role.tokens.current(leaving.portalId)).rejects.toMatchObject({ kind: 'revoked' });
  });

  it('is harmless when repeated, and lets the same pair connect again', async () => {
    const { leaving } = await twoConnected();
    await room.api(leaving.orgId, 'DELETE', '/connection');
    const again = await room.api(leaving.orgId, 'DELETE', '/connection');
    expect([again.status, again.body['disconnected']]).toEqual([200, false]);
    expect((await room.connect(leaving.orgId, leaving.portalId)).status).toBe(302);
    expect((await room.api(leaving.orgId, 'GET', '/connection')).body['status']).toBe('active');
  });

  it('completes here when HubSpot does not answer', async () => {
    const { leaving } = await twoConnected();
    const heal = room.sandbox.fault({ path: /external-install|revoke/, kind: 'status', status: 503 });
    expect((await room.api(leaving.orgId, 'DELETE', '/connection')).status).toBe(200);
    heal();
    expect(await leftOf(leaving)).toEqual(NOTHING);
    expect(room.sandbox.calls().map(({ status }) => status)).toEqual([503, 503, 503, 503, 503, 503]);
  });

  it('calls nobody when HubSpot has already thrown us out', async () => {
    const { leaving } = await twoConnected();
    await room.db.store
      .collection(installs)
      .updateOne({ _id: leaving.portalId }, { $set: { status: 'reconnect_required' } });
    await room.api(leaving.orgId, 'DELETE', '/connection');
    expect(await leftOf(leaving)).toEqual(NOTHING);
    expect(room.sandbox.calls()).toEqual([]);
  });

  it.each(['before the wipe', 'after the install was deleted'])('resumes after a crash %s', async (when) => {
    const { leaving, staying } = await twoConnected();
    await room.db.store.collection(disconnects).insertOne({
      _id: leaving.portalId,
      orgId: leaving.orgId,
      who: 'admin@crashed.example',
      requestedAt: new Date(),
    });
    if (when.startsWith('after'))
      await room.db.store.collection(installs).deleteOne({ _id: leaving.portalId });
    expect(await room.role.disconnect.resume()).toBe(1);
    expect(await leftOf(leaving)).toEqual(NOTHING);
    expect(await leftOf(staying)).toEqual(ALL);
    expect(await room.role.disconnect.resume()).toBe(0);
  });

  it('finishes an interrupted disconnect before the same portal connects again', async () => {
    const { leaving } = await twoConnected();
    await room.db.store.collection(disconnects).insertOne({
      _id: leaving.portalId,
      orgId: leaving.orgId,
      who: 'admin@crashed.example',
      requestedAt: new Date(),
    });
    await room.connect('org_successor', leaving.portalId);
    expect(await leftOf(leaving)).toMatchObject({ organisation: 0, portal: 0, request: 0, install: 1 });
    expect(await room.role.disconnect.resume()).toBe(0);
    expect((await room.api('org_successor', 'POST', '/connection/test')).body).toMatchObject({ ok: true });
    expect((await room.api('org_successor', 'GET', '/connection')).body).toMatchObject({
      portalId: leaving.portalId,
    });
  });

  it('needs an administrator', async () => {
    const { leaving } = await twoConnected();
    expect((await room.api(leaving.orgId, 'DELETE', '/connection', undefined, 'member')).status).toBe(403);
    expect(await leftOf(leaving)).toEqual(ALL);
  });
});
