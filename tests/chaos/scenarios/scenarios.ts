import { BUYERS } from '../../sandbox/samples/cast.ts';
import type { PortalSeed } from '../../sandbox/sandbox.types.ts';
import { ORG, person, portal, seeds, stranger } from './cast.ts';
import { coach } from './coaching.ts';
import { conversation, deletion, meetingIn } from './conversation.ts';
import * as rareWays from './rareWays.ts';
import type { Scenario } from './scenario.types.ts';
import { coachInDoubt, companyTwice, keyLost, merged, propertyGone } from './takenAway.ts';

const MINUTE_MS = 60_000;

/** Two known people with company and deal, a stranger with a new company, one whose company only the domain names. */
const meet = (over: Partial<PortalSeed>): Scenario => ({
  name: 'meet',
  portals: seeds(over),
  async run(world) {
    await world.connect(ORG, portal);
    await world.deliver(
      conversation(world, ORG, {
        id: 'ses_known',
        version: 1,
        participants: [person(BUYERS.john), person(BUYERS.sarah)],
      }),
    );
    await world.deliver(
      conversation(world, ORG, {
        id: 'ses_stranger',
        version: 1,
        kind: 'discovery',
        participants: [stranger],
      }),
    );
    await world.deliver(
      conversation(world, ORG, { id: 'ses_domain', version: 1, participants: [person(BUYERS.lena)] }),
    );
    await world.settle();
  },
});

const asked = (status: 'open' | 'resolved', ...requests: string[]) => ({
  key_insights: [`The import is ${status}`],
  satisfaction: { score: status === 'open' ? 3 : 8 },
  issues: [{ title: 'Import fails', status }],
  feature_requests: requests.map((title) => ({ title })),
});

/** Told again, differently: a task less, another person, another title; then taken back. */
const change = (over: Partial<PortalSeed>): Scenario => ({
  name: 'change',
  portals: seeds(over),
  async run(world) {
    await world.connect(ORG, portal);
    await world.deliver(
      conversation(world, ORG, {
        id: 'ses_a',
        version: 1,
        insights: asked('open', 'Export to CSV'),
        ...meetingIn(world, 7),
      }),
    );
    await world.deliver(
      conversation(world, ORG, { id: 'ses_b', version: 1, participants: [person(BUYERS.anika)] }),
    );
    await world.settle();
    // A person makes a task their own.
    const task = world.hubspot
      .records(portal, 'tasks')
      .find(({ properties }) => properties['hs_task_subject'] === 'First task v1');
    if (task) world.edit(portal, 'tasks', task.id, { hs_task_subject: 'As a person wants it' });
    // Long enough for the access token to end.
    world.time.moveTo(world.time.now() + 31 * MINUTE_MS);
    await world.quiet();
    await world.deliver(
      conversation(world, ORG, {
        id: 'ses_a',
        version: 2,
        participants: [person(BUYERS.sarah)],
        action_items: [
          { id: 'act_1', title: 'First task, reworded' },
          { id: 'act_3', title: 'A new one' },
        ],
      }),
    );
    await world.settle();
    await world.deliver(deletion(world, ORG, 'ses_b', 2));
    await world.settle();
  },
});

/** App events on; a call instead of a meeting. */
const announce = (over: Partial<PortalSeed>): Scenario => ({
  name: 'announce',
  portals: seeds({ ...over, appEvents: true }),
  appEvents: true,
  async run(world) {
    await world.connect(ORG, portal);
    await world.deliver(conversation(world, ORG, { id: 'ses_e', version: 1 }));
    await world.settle();
    await world.deliver(
      conversation(world, ORG, {
        id: 'ses_f',
        version: 1,
        participants: [person(BUYERS.john), person(BUYERS.sarah)],
      }),
    );
    await world.settle();
    await world.deliver(conversation(world, ORG, { id: 'ses_e', version: 2 }));
    await world.settle();
  },
});

/** A person looks whether all is well, then leaves, and comes back. */
const leave = (over: Partial<PortalSeed>): Scenario => ({
  name: 'leave',
  portals: seeds(over),
  async run(world) {
    await world.connect(ORG, portal);
    await world.deliver(conversation(world, ORG, { id: 'ses_old', version: 1 }));
    await world.settle();
    await world.api('POST', '/connection/test', ORG);
    await world.disconnect(ORG);
    await world.settle();
    await world.connect(ORG, portal);
    await world.deliver(
      conversation(world, ORG, {
        id: 'ses_new',
        version: 1,
        participants: [{ name: 'Peter Gibbons', email: 'peter.gibbons@initech.com' }],
      }),
    );
    await world.settle();
  },
});

/** One stranger, told once, told differently, and taken back: every kind of write of ours, in few steps. */
const short = (over: Partial<PortalSeed>): Scenario => ({
  name: 'short',
  portals: seeds(over),
  async run(world) {
    await world.connect(ORG, portal);
    await world.deliver(
      conversation(world, ORG, {
        id: 'ses_s',
        version: 1,
        participants: [stranger],
        insights: asked('open', 'Export to CSV', 'Dark mode'),
        ...meetingIn(world, 7),
      }),
    );
    await world.settle();
    await world.deliver(
      conversation(world, ORG, {
        id: 'ses_s',
        version: 2,
        participants: [stranger, person(BUYERS.john)],
        action_items: [{ id: 'act_1', title: 'Reworded' }],
        insights: asked('resolved', 'export to csv!'),
        ...meetingIn(world, 8),
      }),
    );
    await world.deliver(conversation(world, ORG, { id: 'ses_t', version: 1, ...meetingIn(world, 9) }));
    await world.settle();
    await world.deliver(deletion(world, ORG, 'ses_t', 2));
    await world.settle();
  },
});

type Told = (over: Partial<PortalSeed>) => Scenario;

const inMode = (mode: 'marker' | 'unique', scenarios: readonly Told[]): Scenario[] =>
  scenarios.map((scenario) => {
    const made = scenario({ activityKeys: mode === 'unique' });
    return { ...made, name: `${made.name}/${mode}` };
  });

const inBothModes = (scenarios: readonly Told[]): Scenario[] => [
  ...inMode('marker', scenarios),
  ...inMode('unique', scenarios),
];

/** Both ways in which a portal may let us recognise our activities (hubspot-api.md §2.7). */
export const SCENARIOS: readonly Scenario[] = inBothModes([meet, change, announce, leave, coach]);
/** Every kind of write in few steps first; the others for what does not lie on its way. */
export const CRASH_SCENARIOS: readonly Scenario[] = [
  ...inBothModes([short, coach, ...Object.values(rareWays), propertyGone, companyTwice, coachInDoubt]),
  ...inMode('marker', [merged]),
  ...inMode('unique', [keyLost]),
];
