import { BUYERS } from '../../sandbox/samples/cast.ts';
import { DEMO_IDS } from '../../sandbox/samples/portal.ts';
import type { PortalSeed } from '../../sandbox/sandbox.types.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { conversation, meetingIn } from './conversation.ts';
import { ORG, person, portal, seeds, stranger } from './cast.ts';
import type { Scenario } from './scenario.types.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A property HubSpot demands is missing in one of three tasks: the other two are made, the third is refused. */
export const demand = (over: Partial<PortalSeed>): Scenario => ({
  name: 'demand',
  portals: seeds({ ...over, requiredOnCreate: { tasks: ['hubspot_owner_id'] } }),
  plantedBad: [`${ORG}:ses_demand`],
  async run(world) {
    await world.connect(ORG, portal);
    await world.deliver(
      conversation(world, ORG, {
        id: 'ses_demand',
        version: 1,
        host: { email: 'nobody@brightlane.io' },
        action_items: [
          { id: 'act_1', title: 'Nobody does this' },
          { id: 'act_2', title: 'Priya does this', owner_email: 'priya.nair@brightlane.io' },
          { id: 'act_3', title: 'And this', owner_email: 'priya.nair@brightlane.io' },
        ],
      }),
    );
    await world.settle();
  },
});

/** The first read fails, then a person takes our access away while that conversation waits; later they come back. */
export const revoked = (over: Partial<PortalSeed>): Scenario => ({
  name: 'revoked',
  portals: seeds(over),
  async run(world) {
    await world.connect(ORG, portal);
    world.hubspot.fault({ path: /\/contacts\/batch\/read$/, kind: 'status', status: 500, times: 1 });
    await world.deliver(conversation(world, ORG, { id: 'ses_waits', version: 1 }));
    await world.quiet();
    world.withdraw(portal);
    await world.deliver(conversation(world, ORG, { id: 'ses_finds_out', version: 1 }));
    await world.settle();
    await world.connect(ORG, portal);
    await world.settle();
  },
});

/** Answers are lost: of a meeting that was made, of a note that is made half a minute later, of updates. */
export const lost = (over: Partial<PortalSeed>): Scenario => ({
  name: 'lost',
  portals: seeds(over),
  async run(world) {
    await world.connect(ORG, portal);
    world.hubspot.fault({ path: /\/meetings\/batch\/create$/, kind: 'reset', before: false, times: 1 });
    world.hubspot.fault({
      path: /\/notes\/batch\/create$/,
      kind: 'reset',
      before: true,
      effectAfterMs: 30_000,
      times: 1,
    });
    const tell = (version: number) =>
      world.deliver(
        conversation(world, ORG, { id: 'ses_lost', version, ...meetingIn(world, 7, `Next v${version}`) }),
      );
    await tell(1);
    await world.settle();
    for (const path of [/\/meetings\/batch\/update$/, /\/tasks\/batch\/update$/])
      world.hubspot.fault({ path, kind: 'reset', before: false, times: 1 });
    await tell(2);
    await world.settle();
    // What was changed and not heard of is not taken for the doing of a person.
    await tell(3);
    await world.settle();
    world.time.moveTo(world.time.now() + 11 * MINUTE_MS);
    await world.settle();
  },
});

/** HubSpot applies a request two minutes late, after it has been made again: the sweeps take the surplus away. */
export const late = (over: Partial<PortalSeed>): Scenario => ({
  name: 'late',
  portals: seeds(over),
  lateSurplus: true,
  async run(world) {
    await world.connect(ORG, portal);
    world.hubspot.fault({
      path: /\/meetings\/batch\/create$/,
      kind: 'reset',
      before: true,
      effectAfterMs: 2 * MINUTE_MS,
      times: 1,
    });
    await world.deliver(conversation(world, ORG, { id: 'ses_late', version: 1 }));
    await world.settle();
    for (const ms of [11 * MINUTE_MS, DAY_MS]) {
      world.time.moveTo(world.time.now() + ms);
      await world.settle();
    }
  },
});

/** What a rule would do to a deal waits for a person; the next version does not ask for it any more. */
export const propose = (over: Partial<PortalSeed>): Scenario => ({
  name: 'propose',
  portals: seeds(over),
  async run(world) {
    await world.connect(ORG, portal);
    await world.api('PUT', '/settings', ORG, {
      ...DEFAULT_SETTINGS,
      mapping: {
        ...DEFAULT_SETTINGS.mapping,
        custom: [
          { from: 'kind', object: 'contact', property: 'jobtitle', mode: 'fill_empty' },
          { from: 'summary.brief', object: 'deal', property: 'description', mode: 'propose' },
        ],
      },
      deals: {
        ...DEFAULT_SETTINGS.deals,
        stage: {
          mode: 'propose',
          rules: [{ keywords: ['contract'], pipeline: 'default', stage: 'contractsent' }],
        },
      },
    });
    const wants = (version: number, brief: string) =>
      conversation(world, ORG, {
        id: 'ses_wants',
        version,
        participants: [person(BUYERS.john)],
        summary: { brief },
      });
    await world.deliver(wants(1, 'They want the contract.'));
    await world.settle();
    await world.deliver(wants(2, 'They want to think.'));
    await world.settle();
  },
});

/** Strangers whose companies are made, deleted in the moment in which they are needed, and locked. */
export const strangers = (over: Partial<PortalSeed>): Scenario => ({
  name: 'strangers',
  portals: seeds(over),
  async run(world) {
    await world.connect(ORG, portal);
    const meets = async (id: string, participant: { name: string; email: string }) => {
      await world.deliver(conversation(world, ORG, { id, version: 1, participants: [participant] }));
      await world.settle();
    };
    await meets('ses_first', stranger);
    // A person deletes the company while her colleague's contact is on its way to be linked with it.
    world.hubspot.fault({ path: /\/contacts\/batch\/create$/, kind: 'delay', delayMs: 5_000, times: 1 });
    await world.deliver(
      conversation(world, ORG, {
        id: 'ses_gone',
        version: 1,
        participants: [{ name: 'Tom Quist', email: 'tom@northpine.io' }],
      }),
    );
    await world.quiet();
    const made = world.hubspot
      .records(portal, 'companies')
      .find(({ properties }) => properties['domain'] === 'northpine.io');
    if (made) world.remove(portal, 'companies', made.id);
    await world.settle();
    world.hubspot.fault({ path: /\/companies\/batch\/create$/, kind: 'status', status: 423, times: 1 });
    await meets('ses_locked', { name: 'Ada Holm', email: 'ada@holmlund.se' });
  },
});

/** HubSpot links new contacts with companies of its own accord. */
export const ownCompanies = (over: Partial<PortalSeed>): Scenario => ({
  name: 'own companies',
  portals: seeds({ ...over, companiesFromContacts: true }),
  async run(world) {
    await world.connect(ORG, portal);
    await world.deliver(
      conversation(world, ORG, { id: 'ses_own', version: 1, participants: [stranger, person(BUYERS.lena)] }),
    );
    await world.settle();
  },
});

/** Two conversations that meet in one deal, which nobody can tell before HubSpot was asked; a support one beside. */
export const meetInADeal = (over: Partial<PortalSeed>): Scenario => ({
  name: 'meet in a deal',
  portals: seeds(over).map((seed) => ({
    ...seed,
    withheldScopes: [],
    contacts: [
      ...(seed.contacts ?? []),
      { id: '30099', properties: { email: 'kim@gmail.com', firstname: 'Kim' } },
    ],
    deals: (seed.deals ?? []).map((deal) => ({
      ...deal,
      associations: [
        ...(deal.associations ?? []),
        ...(deal.id === DEMO_IDS.acmeRollout ? [{ type: 'contacts', id: '30099' }] : []),
      ],
    })),
  })),
  async run(world) {
    // Before the portal is there, so that all become due in the same moment.
    await world.deliver(
      conversation(world, ORG, { id: 'ses_john', version: 1, participants: [person(BUYERS.john)] }),
    );
    await world.deliver(
      conversation(world, ORG, {
        id: 'ses_kim',
        version: 1,
        participants: [{ name: 'Kim', email: 'kim@gmail.com' }],
      }),
    );
    await world.deliver(
      conversation(world, ORG, {
        id: 'ses_help',
        version: 1,
        kind: 'support',
        participants: [person(BUYERS.anika)],
      }),
    );
    await world.connect(ORG, portal);
    await world.settle();
  },
});

/** HubSpot refuses a batch of events because it has one of them, so each goes alone. */
export const events = (over: Partial<PortalSeed>): Scenario => ({
  name: 'events',
  portals: seeds({ ...over, appEvents: true }),
  appEvents: true,
  async run(world) {
    await world.connect(ORG, portal);
    await world.deliver(conversation(world, ORG, { id: 'ses_told', version: 1 }));
    await world.settle();
    world.hubspot.fault({ path: /\/events\/batch$/, kind: 'status', status: 409, times: 1 });
    await world.deliver(conversation(world, ORG, { id: 'ses_alone', version: 1 }));
    await world.settle();
  },
});
