import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { conversation } from '../../chaos/scenarios/conversation.ts';
import { createWorld } from '../../chaos/world/createWorld.ts';
import type { World } from '../../chaos/world/world.types.ts';
import type { PortalSeed } from '../../sandbox/sandbox.types.ts';

/** What of an organisation a request may name. */
export interface Subject {
  orgId: string;
  portalId: string;
  sessionId: string;
  proposalId: string;
  backfillId: string;
  contactId: string;
  taskId: string;
  /** Stands in everything that belongs to it, and nowhere else. */
  canary: string;
}

export interface Cast {
  world: World;
  own: Subject;
  other: Subject;
  /** Was there and has disconnected. */
  deleted: Subject;
}

const STAGE = {
  mode: 'propose' as const,
  rules: [{ keywords: ['contract'], pipeline: 'default', stage: 'contractsent' }],
};

const portalOf = (portalId: string, canary: string): PortalSeed => ({
  portalId,
  companies: [
    { id: `${portalId}1`, properties: { name: `${canary} Ltd`, domain: `${canary.toLowerCase()}.io` } },
  ],
  contacts: [
    {
      id: `${portalId}2`,
      properties: { email: `kim@${canary.toLowerCase()}.io`, firstname: 'Kim', lastname: canary },
      associations: [{ type: 'companies', id: `${portalId}1` }],
    },
  ],
  deals: [
    {
      id: `${portalId}3`,
      properties: { dealname: `${canary} deal`, pipeline: 'default', dealstage: 'appointmentscheduled' },
      associations: [{ type: 'contacts', id: `${portalId}2` }],
    },
  ],
});

const ORGANIZATIONS = [
  { orgId: 'org_own', portalId: '501', canary: 'Quokka' },
  { orgId: 'org_other', portalId: '502', canary: 'Ocelot' },
  { orgId: 'org_deleted', portalId: '503', canary: 'Dodo' },
] as const;

/** Three organisations with everything one can have: a portal, a conversation, a task, a proposal, a backfill. */
export async function createCast(seed: number): Promise<Cast> {
  const world = await createWorld({
    seed,
    portals: ORGANIZATIONS.map(({ portalId, canary }) => portalOf(portalId, canary)),
  });
  const [own, other, deleted] = [
    await fill(world, ORGANIZATIONS[0]),
    await fill(world, ORGANIZATIONS[1]),
    await fill(world, ORGANIZATIONS[2]),
  ];
  await world.disconnect(deleted.orgId);
  await world.settle();
  return { world, own, other, deleted };
}

async function fill(world: World, one: (typeof ORGANIZATIONS)[number]): Promise<Subject> {
  const { orgId, portalId, canary } = one;
  // Ids are counted per portal: two portals must not have the same task by chance.
  for (let index = 0; index < ORGANIZATIONS.indexOf(one) * 40; index += 1)
    world.hubspot.create(portalId, 'contacts', { properties: { firstname: `Filler ${index}` } });
  await world.connect(orgId, portalId);
  const deals = { ...DEFAULT_SETTINGS.deals, stage: STAGE };
  await world.api('PUT', '/settings', orgId, { ...DEFAULT_SETTINGS, deals });
  const sessionId = `ses_${canary}`;
  await world.deliver(
    conversation(world, orgId, {
      id: sessionId,
      version: 1,
      title: `${canary} talks`,
      participants: [{ name: `Kim ${canary}`, email: `kim@${canary.toLowerCase()}.io` }],
      summary: { brief: `${canary} wants the contract.` },
    }),
  );
  await world.settle();
  const day = new Date(world.time.now()).toISOString().slice(0, 10);
  await world.api('POST', '/backfill', orgId, { from: day, to: day });
  await world.settle();
  return {
    ...one,
    sessionId,
    proposalId: await firstId(world, orgId, '/proposals?state=all'),
    backfillId: await firstId(world, orgId, '/backfill'),
    contactId: `${portalId}2`,
    taskId: world.hubspot.records(portalId, 'tasks')[0]?.id ?? '',
  };
}

async function firstId(world: World, orgId: string, path: string): Promise<string> {
  const { body } = await world.api('GET', path, orgId);
  const [first] = (body['items'] ?? []) as { id: string }[];
  if (!first) throw new Error(`${orgId} has nothing at ${path}: ${JSON.stringify(body).slice(0, 300)}`);
  return first.id;
}

/** Ids that could be somebody's: of the right shape and next to real ones. */
export function guess({ other }: Cast, mark: string): Subject {
  const near = (id: string): string => id.slice(0, -1) + (id.endsWith(mark) ? 'x' : mark);
  const digits = (id: string): string => `${id.slice(0, -1)}${(Number(id.slice(-1)) + 5) % 10}`;
  return {
    orgId: `org_${mark}`,
    portalId: `59${mark.charCodeAt(0)}`,
    sessionId: near(other.sessionId),
    proposalId: near(other.proposalId),
    backfillId: near(other.backfillId),
    contactId: digits(other.contactId),
    taskId: `${digits(other.taskId)}99`,
    canary: '',
  };
}
