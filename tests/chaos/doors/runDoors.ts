import { DEMO_IDS, demoPortal } from '../../sandbox/samples/portal.ts';
import { check } from '../checker/check.ts';
import type { ChaosOptions } from '../options.ts';
import { secondsSince, watched, type Report } from '../report.ts';
import { conversation } from '../scenarios/conversation.ts';
import { createWorld } from '../world/createWorld.ts';
import type { World } from '../world/world.types.ts';

const OWN = { orgId: 'org_1', portalId: DEMO_IDS.portal };
const OTHER = { orgId: 'org_2', portalId: '48291574' };
const THIRD = '48291575';

/** `--doors`: for whom a request speaks. What its body says about that counts nowhere. */
export async function runDoors({ seed }: Pick<ChaosOptions, 'seed'>): Promise<Report> {
  const started = performance.now();
  const breaches = watched();
  for (const [name, trial] of Object.entries({ sideBySide, foreignBody, secondPortal })) {
    const world = await createWorld({
      seed,
      portals: [OWN.portalId, OTHER.portalId, THIRD].map((portalId) => ({
        ...demoPortal('2026-12-31'),
        portalId,
      })),
    });
    try {
      for (const { orgId, portalId } of [OWN, OTHER]) await world.connect(orgId, portalId);
      await world.settle();
      const broken = await trial(world);
      const rest = check(await world.history()).map(({ rule, what }) => `${rule} ${what}`);
      breaches.push(...[...broken, ...rest].map((one) => `${name}: ${one}`));
    } finally {
      world.end();
    }
  }
  return { run: 'doors', figures: { trials: 3, seconds: secondsSince(started) }, breaches };
}

/** Two organisations tell something in the same minute: each in its own portal, as the checker sees it. */
async function sideBySide(world: World): Promise<string[]> {
  for (const { orgId } of [OWN, OTHER])
    await world.deliver(conversation(world, orgId, { id: `ses_${orgId}`, version: 1 }));
  return (await world.settle()) ? [] : ['never came to an end'];
}

/** Somebody of one account signs a request whose body names another one (reliability.md §5 "body portalId ignored"). */
async function foreignBody(world: World): Promise<string[]> {
  const before = world.calls().length;
  const answer = await world.signed(OWN.portalId, 'POST', '/hubspot/connection/test', {
    portalId: OTHER.portalId,
  });
  const called = new Set(
    world
      .calls()
      .slice(before)
      .flatMap(({ portalId }) => portalId ?? []),
  );
  return [
    ...(answer.status === 200 ? [] : [`V9 a signed request was answered with ${answer.status}`]),
    ...(called.has(OWN.portalId) ? [] : ['V9 nobody asked the portal that the request came from']),
    ...(called.has(OTHER.portalId) ? ['V9 a portal was called for somebody of another one'] : []),
  ];
}

/** One organisation, one portal: a second one is refused, whoever asks first (contract §3). */
async function secondPortal(world: World): Promise<string[]> {
  const taken = await world.tryToConnect(OWN.orgId, THIRD);
  const { database } = await world.history();
  const portals = database.installs.filter(({ orgId }) => orgId === OWN.orgId).map(({ _id }) => _id);
  return taken || portals.length !== 1
    ? [`V9 ${OWN.orgId} has the portals ${portals.join(' and ')}: what it says goes to either`]
    : [];
}
