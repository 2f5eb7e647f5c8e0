import { ACTIVITY_KEY_PROPERTY } from '../../shared/properties.ts';
import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import { associationType, type Associations } from '../hubspot/associations.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { Objects } from '../hubspot/objects.ts';
import type { ActivityKeyLost } from '../installs/activityKeyLost.ts';
import { createActivityIntents } from './activityIntents.ts';
import {
  formerly,
  keyOf,
  linkChanges,
  put,
  putGone,
  workOf,
  type Create,
  type Update,
} from './activityWork.ts';
import { createArchive } from './archiveActivities.ts';
import { fingerprints, wordPrints } from './fingerprint.ts';
import type { Forgiven, ForgivingWriter } from './forgivingWriter.ts';
import type { Ledger } from './ledger.ts';
import { tellLeftOut, withoutNames } from './leftOut.ts';
import type { ActivityType, OwnedType } from '../hubspot/objects.ts';
import type { ActivityWrite } from './plan.types.ts';
import { idOf, typeOf, type Ref } from './ref.ts';
import type { CoachingStep } from './stepCoachingSessions.ts';
import { resolve, type Turn } from './turn.types.ts';

export interface ActivityDeps {
  write: ForgivingWriter;
  keyLost: ActivityKeyLost;
  objects: Objects;
  associations: Associations;
  /** Records of the customer's own object, which HubSpot writes and links in another way. */
  coaching: CoachingStep;
  ledger: Ledger;
  clock: Clock;
  crash: Crashpoint;
}

const ACTIVITIES: readonly ActivityType[] = ['meetings', 'calls', 'notes', 'tasks'];

/** Writes meetings, calls, notes, tasks and coaching sessions: the intent into the ledger first, then the work. */
export function createActivityStep(deps: ActivityDeps) {
  const archive = createArchive(deps);
  const intents = createActivityIntents(deps);
  return async (turn: Turn): Promise<void> => {
    const creates = turn.plan.activities
      .filter((write) => write.action === 'create')
      .flatMap((write) => prepare(turn, write));
    const updates = turn.plan.activities.filter((write) => write.action === 'update');
    const archives = turn.plan.activities.filter((write) => write.action === 'archive');
    await intents.record(turn, creates, updates);
    const of = <W extends ActivityWrite>(writes: readonly W[], type: OwnedType) =>
      writes.filter((write) => write.type === type);
    // None needs another's id, so all types go at once (performance.md §1.4, round 4).
    await Promise.all([
      ...ACTIVITIES.flatMap((type) => [
        create(turn, type, of(creates, type)),
        update(turn, type, of(updates, type)),
        archive(turn, type, of(archives, type)),
      ]),
      deps.coaching(turn, of(creates, 'coaching_sessions'), of(updates, 'coaching_sessions')),
      archive(turn, 'coaching_sessions', of(archives, 'coaching_sessions')),
    ]);
  };

  /**
   * An activity on no contact and no company is invisible (hubspot-api.md §2.6): then it is not made. A record
   * of the customer's own object has a list of its own; it waits only where all of its people were refused.
   */
  function prepare(turn: Turn, write: Extract<ActivityWrite, { action: 'create' }>): Create[] {
    const resolved = [...new Set(write.links.flatMap((link) => resolve(turn, link) ?? []))];
    const visible =
      write.type === 'coaching_sessions'
        ? resolved.length > 0 || write.links.length === 0
        : resolved.some((link) => typeOf(link) !== 'deals');
    return visible ? [{ ...write, resolved }] : [];
  }

  async function intendWithout(
    turn: Turn,
    writes: readonly Create[],
    dropped: ReadonlyMap<string, readonly string[]>,
  ): Promise<void> {
    await intents.recordWithout(turn, writes, dropped);
    await noteKey(turn, dropped);
  }

  async function noteKey(turn: Turn, dropped: ReadonlyMap<string, readonly string[]>): Promise<void> {
    const isLost = [...dropped.values()].some((names) => names.includes(ACTIVITY_KEY_PROPERTY.name));
    if (!isLost) return;
    await deps.crash('activities.keyLost');
    await deps.keyLost(turn.context.portalId);
  }

  async function create(turn: Turn, type: ActivityType, writes: readonly Create[]): Promise<void> {
    if (writes.length === 0) return;
    await deps.crash('activities.create');
    const outcomes = await deps.write(
      turn,
      'objects.create',
      type,
      writes.map((write) => ({
        key: keyOf(write),
        properties: write.properties,
        associations: write.resolved.map((link) => ({
          to: { id: idOf(link) },
          types: [associationType(type, typeOf(link))],
        })),
      })),
      (dropped) => intendWithout(turn, writes, dropped),
    );
    await deps.crash('activities.created');
    for (const write of writes) settleCreate(turn, write, outcomes.get(keyOf(write)));
  }

  function settleCreate(turn: Turn, write: Create, result: Forgiven | undefined): void {
    const work = workOf(turn, write);
    const object = work.objects.find(({ key, type }) => key === write.key && type === write.type);
    if (!object || !result) return;
    const { outcome, dropped } = result;
    tellLeftOut(work, write.type, dropped);
    if (outcome.ok) {
      put(work, { ...object, id: outcome.id, state: 'live' });
      return;
    }
    work.problems.push({ what: write.what, error: outcome.error });
    if (outcome.error.effect === 'unknown') put(work, { ...object, state: 'unknown', at: deps.clock.now() });
    else work.objects = work.objects.filter((other) => other !== object);
  }

  async function update(turn: Turn, type: ActivityType, writes: readonly Update[]): Promise<void> {
    const withProperties = writes.filter(({ properties }) => Object.keys(properties).length > 0);
    if (withProperties.length > 0) await deps.crash('activities.update');
    const outcomes = await deps.write(
      turn,
      'objects.update',
      type,
      withProperties.map((write) => ({ key: keyOf(write), id: write.id, properties: write.properties })),
      (dropped) => noteKey(turn, dropped),
    );
    if (withProperties.length > 0) await deps.crash('activities.updated');
    for (const write of withProperties) settleUpdate(turn, write, outcomes.get(keyOf(write)));
    await relink(turn, type, writes);
  }

  function settleUpdate(turn: Turn, write: Update, result: Forgiven | undefined): void {
    const work = workOf(turn, write);
    const object = work.objects.find(({ id, type }) => id === write.id && type === write.type);
    if (!object || !result) return;
    const { outcome, dropped } = result;
    tellLeftOut(work, write.type, dropped);
    // What HubSpot refused is not on its way any more.
    const { sending, ...settled } = object;
    if (!outcome.ok && outcome.error.effect !== 'unknown' && sending) put(work, settled);
    if (outcome.ok) {
      const properties = withoutNames(write.properties, dropped);
      const written = { ...object.written, ...fingerprints(properties) };
      const words = { ...object.words, ...wordPrints(properties) };
      put(work, { ...settled, before: object.written, written, words });
    } else if (outcome.error.httpStatus === 404) {
      putGone(work, settled, write.what);
    } else {
      work.problems.push({ what: write.what, error: outcome.error });
    }
  }

  /** Moves an activity to other records; one call per pair of types. */
  async function relink(turn: Turn, type: ActivityType, writes: readonly Update[]): Promise<void> {
    for (const write of writes) {
      const work = workOf(turn, write);
      const object = work.objects.find(
        ({ id, type: other, state }) => id === write.id && other === type && state === 'live',
      );
      if (!object) continue;
      const { add, remove } = linkChanges(turn, write, object);
      if (add.length + remove.length === 0) continue;
      try {
        await deps.crash('activities.relink');
        for (const link of add)
          await deps.associations.create(turn.context, type, typeOf(link), [
            { from: write.id, to: idOf(link) },
          ]);
        for (const link of remove)
          await deps.associations.archive(turn.context, type, typeOf(link), [
            { from: write.id, to: idOf(link) },
          ]);
        await deps.crash('activities.relinked');
        const links = object.links.filter((link) => !remove.includes(link as Ref)).concat(add);
        put(work, { ...object, links: [...new Set(links)], ...formerly(object, remove) });
      } catch (error) {
        if (!(error instanceof HubSpotError)) throw error;
        work.problems.push({ what: `links of ${write.what}`, error });
      }
    }
  }
}
