import type { SandboxRecord, SeedRecord } from '../../sandbox/sandbox.types.ts';
import { exactly, heal } from '../../chaos/cells/runCell.ts';
import { conversation } from '../../chaos/scenarios/conversation.ts';
import { createWorld } from '../../chaos/world/createWorld.ts';
import type { World } from '../../chaos/world/world.types.ts';
import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';

jest.setTimeout(60_000);

const ORG = 'org_1';
const DOMAIN = 'northpine.io';
const MINUTE = 60_000;
const { portal } = DEMO_IDS;
const CREATE = exactly('/crm/objects/2026-09/companies/batch/create');

/** reliability.md §3 "Sweep", V8: one company per portal and domain, and what people use is theirs. */
describe('a company that HubSpot makes two minutes late', () => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld({ seed: 1, portals: demoPortals() });
    await world.connect(ORG, portal);
  });
  afterEach(() => world.end());

  const companies = (): SandboxRecord[] =>
    world.hubspot.records(portal, 'companies').filter(({ properties }) => properties['domain'] === DOMAIN);
  const live = () => companies().filter(({ archived }) => !archived);
  const surplusSaid = () =>
    world.engine.dump('audit').filter((entry) => entry['what'] === 'surplus_removed').length;
  const create = (type: string, seed: SeedRecord) => world.hubspot.create(portal, type, seed);

  /** The first request is lost and has its effect after the second one's. @returns the one in use, and its twin. */
  const twins = async (): Promise<{ used: string; twin: string }> => {
    world.hubspot.fault({ path: CREATE, kind: 'reset', before: true, effectAfterMs: 120_000, times: 1 });
    const participants = [{ name: 'Nora Quist', email: `nora@${DOMAIN}`, company: 'North Pine' }];
    await world.deliver(conversation(world, ORG, { id: 'ses_a', version: 1, participants }));
    await world.settle();
    await world.pass(3 * MINUTE);
    const used = live().find(({ associations }) => associations.some(({ type }) => type === 'contacts'));
    const twin = live().find(({ id }) => id !== used?.id);
    if (!used || !twin) throw new Error(`no twins: ${JSON.stringify(companies())}`);
    expect([used.createdBy, twin.createdBy]).toEqual(['app', 'app']);
    return { used: used.id, twin: twin.id };
  };

  it('is archived, the one in use stays with all that hangs on it, and the trail says so once', async () => {
    const { used } = await twins();
    const hung = world.hubspot.record(portal, 'companies', used)?.associations;
    await heal(world, false);
    expect(live().map(({ id }) => id)).toEqual([used]);
    expect(live()[0]?.associations).toEqual(hung);
    expect(surplusSaid()).toBe(1);
    const [row] = world.engine.dump('company_domains');
    expect(row).toMatchObject({ companyId: used });
    expect(row).not.toHaveProperty('doubt');
    await world.rerun();
    expect(live()).toHaveLength(1);
  });

  it.each<[string, (ids: { used: string; twin: string }) => void]>([
    ['gave it a name', ({ twin }) => world.edit(portal, 'companies', twin, { name: 'North Pine Holding' })],
    ['took it over', ({ twin }) => world.edit(portal, 'companies', twin, { hubspot_owner_id: owner() })],
    ['linked a contact', ({ twin }) => void create('contacts', hangingOn(twin, { email: `x@${DOMAIN}` }))],
    [
      'linked a deal',
      ({ twin }) =>
        void create(
          'deals',
          hangingOn(twin, { dealname: 'New', pipeline: 'default', dealstage: 'appointmentscheduled' }),
        ),
    ],
    [
      'wrote a note on it',
      ({ twin }) =>
        void create('notes', hangingOn(twin, { hs_note_body: 'x', hs_timestamp: '2026-11-24T10:00:00Z' })),
    ],
    ['removed the one in use', ({ used }) => world.remove(portal, 'companies', used)],
  ])('stays where a person %s', async (_did, act) => {
    const ids = await twins();
    act(ids);
    await heal(world, false);
    expect(world.hubspot.record(portal, 'companies', ids.twin)?.archived).toBe(false);
    expect(surplusSaid()).toBe(0);
  });

  it('never costs a person the company they made for the domain', async () => {
    const { twin } = await twins();
    const theirs = create('companies', { properties: { domain: DOMAIN, name: 'North Pine' } });
    await heal(world, false);
    expect(world.hubspot.record(portal, 'companies', theirs)?.archived).toBe(false);
    expect(world.hubspot.record(portal, 'companies', twin)?.archived).toBe(true);
  });

  it('is not looked for where no creation was in doubt', async () => {
    const participants = [{ name: 'Nora Quist', email: `nora@${DOMAIN}` }];
    await world.deliver(conversation(world, ORG, { id: 'ses_a', version: 1, participants }));
    await heal(world, false);
    expect(live()).toHaveLength(1);
    expect(world.calls().filter(({ path }) => path.endsWith('/companies/search'))).toHaveLength(1);
  });
});

const demoPortals = () => [{ ...demoPortal('2026-12-31'), activityKeys: false }];
const owner = (): string => demoPortal('2026-12-31').owners?.[0]?.id ?? '';
const hangingOn = (id: string, properties: Record<string, string>): SeedRecord => ({
  properties,
  associations: [{ type: 'companies', id }],
});
