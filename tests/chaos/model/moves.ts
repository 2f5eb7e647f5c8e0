import fc from 'fast-check';
import type { Fault } from '../../sandbox/sandbox.types.ts';
import { conversation, deletion, meetingIn } from '../scenarios/conversation.ts';
import type { Envelope, World } from '../world/world.types.ts';
import type { StoreFault } from '../world/chaosProcess.ts';

/** What a history remembers of itself while it is made. */
export interface Past {
  world: World;
  versions: Map<string, number>;
  sent: { webhookId: string; envelope: Envelope }[];
  webhooks: number;
  deleted: Set<string>;
  connected: Set<string>;
  /** Whose access a person took away in HubSpot. */
  uninstalled: Set<string>;
  /** Grows with every disconnect: what a wiped ledger has forgotten is not told again. */
  lives: Map<string, number>;
  /** The next step of this many kills or stops the process that takes it. */
  trap: { after: number; does: 'kill' | 'stop' } | undefined;
  storeTrap: { after: number; fault: StoreFault } | undefined;
}

export interface Place {
  orgId: string;
  portalId: string;
}

/** Two organisations, so that one could show up in the other's portal. */
export const PLACES: readonly Place[] = [
  { orgId: 'org_1', portalId: '48291573' },
  { orgId: 'org_2', portalId: '48291574' },
];

/** One thing that happens. Data only, so that a history can be printed, shortened and played again. */
export type Move =
  | {
      move: 'deliver';
      place: number;
      session: number;
      people: readonly number[];
      tasks: number;
      note: boolean;
      requests: number;
      issues: readonly ('open' | 'resolved')[];
      channel: 'meeting' | 'call';
      /**
       * When people meet again: each conversation at another time, or all at the same; null: nothing is agreed, or
       * what was is called off.
       */
      meets: 'soon' | 'later' | 'together' | null;
    }
  | { move: 'again' | 'late'; which: number }
  | { move: 'delete'; place: number; session: number }
  | { move: 'merge'; place: number }
  | { move: 'person edits a task' | 'person removes an activity'; place: number; which: number }
  | { move: 'fault'; place: number; path: string; fault: Omit<Fault, 'path' | 'times'>; skip: number }
  | { move: 'store fails'; after: number; fault: StoreFault }
  | { move: 'crash' | 'stop'; after: number }
  | { move: 'resume' }
  | { move: 'another process'; skewMs: number }
  | { move: 'time passes'; ms: number }
  | { move: 'all comes to rest' }
  | { move: 'disconnect' | 'reconnect' | 'uninstall'; place: number };

const PEOPLE = [
  { name: 'John Smith', email: 'john.smith@acme.com' },
  { name: 'Sarah Chen', email: 'sarah.chen@acme.com' },
  { name: 'Lena Fischer', email: 'lena.fischer@novatech-systems.de' },
  { name: 'Nora Quist', email: 'nora@northpine.io', company: 'North Pine' },
  { name: 'Tom Quist', email: 'tom@northpine.io' },
];

const place = fc.nat(PLACES.length - 1);
const PATHS = [
  'batch/create',
  'batch/update',
  'batch/read',
  'batch/archive',
  'search',
  'associations',
  'oauth/.*/token',
  'owners',
  'objects',
  '',
];
const FAULTS: readonly Omit<Fault, 'path' | 'times'>[] = [
  { kind: 'reset', before: true },
  { kind: 'reset', before: false },
  { kind: 'hang', before: false },
  { kind: 'truncate', before: false },
  { kind: 'html', before: true },
  { kind: 'status', status: 500, before: false },
  { kind: 'status', status: 503, before: true },
  { kind: 'status', status: 423 },
  { kind: 'status', status: 429, body: { policyName: 'SECONDLY' } },
  { kind: 'status', status: 401, body: { category: 'EXPIRED_AUTHENTICATION' } },
  { kind: 'reset', before: true, effectAfterMs: 30_000 },
  { kind: 'hang', before: true, effectAfterMs: 55_000 },
];

/** Moves as they come in life: mostly conversations, now and then a mishap. */
export const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    {
      weight: 10,
      arbitrary: fc.record({
        move: fc.constant('deliver' as const),
        place,
        session: fc.nat(5),
        people: fc.uniqueArray(fc.nat(PEOPLE.length - 1), { minLength: 1, maxLength: 3 }),
        tasks: fc.nat(2),
        note: fc.boolean(),
        requests: fc.nat(2),
        issues: fc.array(fc.constantFrom('open' as const, 'resolved' as const), { maxLength: 2 }),
        channel: fc.constantFrom('meeting' as const, 'meeting' as const, 'call' as const),
        meets: fc.constantFrom(null, null, 'soon' as const, 'later' as const, 'together' as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ move: fc.constantFrom('again' as const, 'late' as const), which: fc.nat(20) }),
    },
    { weight: 1, arbitrary: fc.record({ move: fc.constant('delete' as const), place, session: fc.nat(5) }) },
    { weight: 1, arbitrary: fc.record({ move: fc.constant('merge' as const), place }) },
    {
      weight: 2,
      arbitrary: fc.record({
        move: fc.constantFrom('person edits a task' as const, 'person removes an activity' as const),
        place,
        which: fc.nat(5),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        move: fc.constant('fault' as const),
        place,
        path: fc.constantFrom(...PATHS),
        fault: fc.constantFrom(...FAULTS),
        skip: fc.nat(3),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        move: fc.constant('store fails' as const),
        after: fc.nat(80),
        fault: fc.constantFrom('before' as const, 'after' as const),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        move: fc.constantFrom('crash' as const, 'crash' as const, 'stop' as const),
        after: fc.nat(150),
      }),
    },
    { weight: 1, arbitrary: fc.record({ move: fc.constant('resume' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        move: fc.constant('another process' as const),
        skewMs: fc.constantFrom(0, -20_000, 20_000, -600_000, 600_000),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        move: fc.constant('time passes' as const),
        ms: fc.constantFrom(10, 5_000, 31_000, 65_000, 200_000),
      }),
    },
    { weight: 4, arbitrary: fc.record({ move: fc.constant('all comes to rest' as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        move: fc.constantFrom(
          'disconnect' as const,
          'reconnect' as const,
          'reconnect' as const,
          'uninstall' as const,
        ),
        place,
      }),
    },
  ),
  { minLength: 25, maxLength: 25, size: 'max' },
);

/** What a `deliver` says; the title names the version, so that a stale one shows. */
export function told(past: Past, one: Extract<Move, { move: 'deliver' }>): Envelope {
  const { orgId } = placeOf(one.place);
  const id = sessionId(past, orgId, one.session);
  const version = nextVersion(past, id);
  return conversation(past.world, orgId, {
    id,
    version,
    channel: one.channel,
    participants: one.people.map((index) => PEOPLE[index] ?? {}),
    action_items: Array.from({ length: one.tasks }, (_, index) => ({
      id: `act_${index}`,
      title: `Task ${index} v${version}`,
    })),
    insights: {
      ...(one.requests > 0
        ? { satisfaction: { score: version % 11 }, renewal_risk: { level: 'high', reasons: [`v${version}`] } }
        : {}),
      key_insights: one.note ? [`Insight v${version}`] : [],
      feature_requests: Array.from({ length: one.requests }, (_, index) => ({
        title: `Request ${index}`,
        detail: `As said in v${version}`,
      })),
      issues: one.issues.map((status, index) => ({ title: `Issue ${index}`, status })),
    },
    ...(one.meets === null
      ? {}
      : meetingIn(past.world, daysUntil(one.meets, one.session), `Next v${version}`)),
  });
}

/** Further away than any history lasts: a meeting that has begun is another matter. */
function daysUntil(meets: 'soon' | 'later' | 'together', session: number): number {
  if (meets === 'together') return 60;
  return (meets === 'soon' ? 70 : 90) + session;
}

export function takenBack(past: Past, orgId: string, session: number): Envelope {
  const id = sessionId(past, orgId, session);
  return deletion(past.world, orgId, id, nextVersion(past, id));
}

export const sessionId = ({ lives }: Past, orgId: string, session: number): string =>
  `ses_${orgId}_${lives.get(orgId) ?? 0}_${session}`;

export function placeOf(index: number): Place {
  const found = PLACES[index];
  if (!found) throw new Error(`no place ${index}`);
  return found;
}

function nextVersion({ versions }: Past, id: string): number {
  const version = (versions.get(id) ?? 0) + 1;
  versions.set(id, version);
  return version;
}
