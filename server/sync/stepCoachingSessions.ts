import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import { COACHING_SESSIONS } from '../../shared/coachingSessions.ts';
import type { Associations, LinkInput } from '../hubspot/associations.ts';
import type { BatchWriter, WriteOutcome } from '../hubspot/batchWrite.ts';
import type { DefaultLinks } from '../hubspot/defaultLinks.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { ObjectType } from '../hubspot/objects.ts';
import { keyOf, linkChanges, put, putGone, workOf, type Create, type Update } from './activityWork.ts';
import { fingerprints, wordPrints } from './fingerprint.ts';
import type { LedgerObject } from './ledger.types.ts';
import { idOf, typeOf, type Ref } from './ref.ts';
import type { Turn } from './turn.types.ts';

const TYPE = 'coaching_sessions';

/** @param creates their intent is in the ledger. */
export type CoachingStep = (
  turn: Turn,
  creates: readonly Create[],
  updates: readonly Update[],
) => Promise<void>;

/**
 * Records of the customer's own object, one per conversation: written by the unique property, so that HubSpot
 * itself answers a repeated write with the record that is there (reliability.md §3, A). A record and its links
 * are two calls, as an upsert takes no links (hubspot-api.md §2.3).
 */
export function createCoachingStep(deps: {
  write: BatchWriter;
  link: DefaultLinks;
  associations: Associations;
  doubt: (portalId: string) => Promise<void>;
  clock: Clock;
  crash: Crashpoint;
}): CoachingStep {
  return async (turn, creates, updates) => {
    await Promise.all([create(turn, creates), update(turn, updates)]);
    await link(turn, creates, updates);
  };

  async function create(turn: Turn, writes: readonly Create[]): Promise<void> {
    if (writes.length === 0) return;
    await deps.crash('coaching.upsert');
    const outcomes = await deps.write(
      turn.context,
      'objects.upsert',
      TYPE,
      writes.map((write) => ({
        key: keyOf(write),
        id: write.sessionId,
        idProperty: COACHING_SESSIONS.key,
        properties: write.properties,
      })),
    );
    await deps.crash('coaching.upserted');
    await doubtIfChanged(turn, outcomes);
    for (const write of writes) {
      const work = workOf(turn, write);
      const object = work.objects.find(({ key, type }) => key === write.key && type === TYPE);
      const outcome = outcomes.get(keyOf(write));
      if (!object || !outcome) continue;
      // It hangs on nothing yet: a crash from here on leaves that to the next turn.
      if (outcome.ok) {
        put(work, { ...object, id: outcome.id, state: 'live', links: [] });
        continue;
      }
      work.problems.push({ what: write.what, error: told(outcome.error) });
      if (outcome.error.effect === 'unknown')
        put(work, { ...object, state: 'unknown', at: deps.clock.now() });
      else work.objects = work.objects.filter((other) => other !== object);
    }
  }

  async function update(turn: Turn, writes: readonly Update[]): Promise<void> {
    const changing = writes.filter(({ properties }) => Object.keys(properties).length > 0);
    if (changing.length === 0) return;
    await deps.crash('coaching.update');
    const outcomes = await deps.write(
      turn.context,
      'objects.update',
      TYPE,
      changing.map((write) => ({ key: keyOf(write), id: write.id, properties: write.properties })),
    );
    await deps.crash('coaching.updated');
    await doubtIfChanged(turn, outcomes);
    for (const write of changing) {
      const work = workOf(turn, write);
      const object = objectOf(turn, write);
      const outcome = outcomes.get(keyOf(write));
      if (!object || !outcome) continue;
      if (outcome.ok) {
        const written = { ...object.written, ...fingerprints(write.properties) };
        const words = { ...object.words, ...wordPrints(write.properties) };
        put(work, { ...object, before: object.written, written, words });
      } else if (outcome.error.httpStatus === 404) {
        putGone(work, object, write.what);
      } else {
        work.problems.push({ what: write.what, error: told(outcome.error) });
      }
    }
  }

  async function doubtIfChanged(turn: Turn, outcomes: ReadonlyMap<string, WriteOutcome>): Promise<void> {
    if (![...outcomes.values()].some((outcome) => !outcome.ok && isChanged(outcome.error))) return;
    await deps.crash('coaching.doubt');
    await deps.doubt(turn.context.portalId);
  }

  async function link(turn: Turn, creates: readonly Create[], updates: readonly Update[]): Promise<void> {
    const changed = updates.flatMap((write) => {
      const object = objectOf(turn, write);
      return object ? [{ write, ...linkChanges(turn, write, object) }] : [];
    });
    const add = [
      ...creates.flatMap((write) => linksFrom(turn, write, write.resolved)),
      ...changed.flatMap(({ write, add: links }) => linksFrom(turn, write, links)),
    ];
    for (const [type, links] of byType(add)) await addLinks(turn, type, links);
    const remove = changed.flatMap(({ write, remove: links }) => linksFrom(turn, write, links));
    for (const [type, links] of byType(remove)) await removeLinks(turn, type, links);
  }

  async function addLinks(turn: Turn, type: ObjectType, links: readonly OwnLink[]): Promise<void> {
    await deps.crash('coaching.link');
    const failed = await deps.link(turn.context, TYPE, type, links.map(pairOf));
    await deps.crash('coaching.linked');
    for (const { write, id, to } of links) {
      const error = failed.get(id);
      const work = workOf(turn, write);
      if (error) work.problems.push({ what: `links of ${write.what}`, error });
      else change(turn, write, (before) => [...new Set([...before, to])]);
    }
  }

  async function removeLinks(turn: Turn, type: ObjectType, links: readonly OwnLink[]): Promise<void> {
    try {
      await deps.crash('coaching.unlink');
      await deps.associations.archive(turn.context, TYPE, type, links.map(pairOf));
      await deps.crash('coaching.unlinked');
      for (const { write, to } of links)
        change(turn, write, (before) => before.filter((link) => link !== to));
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      for (const { write } of links)
        workOf(turn, write).problems.push({ what: `links of ${write.what}`, error });
    }
  }
}

interface OwnLink {
  write: Create | Update;
  id: string;
  to: Ref;
}

function linksFrom(turn: Turn, write: Create | Update, targets: readonly Ref[]): OwnLink[] {
  const { id } = objectOf(turn, write) ?? {};
  return id ? targets.map((to) => ({ write, id, to })) : [];
}

function objectOf(turn: Turn, write: Create | Update): LedgerObject | undefined {
  return workOf(turn, write).objects.find(({ type, state }) => type === TYPE && state === 'live');
}

function change(turn: Turn, write: Create | Update, links: (before: string[]) => string[]): void {
  const object = objectOf(turn, write);
  if (object) put(workOf(turn, write), { ...object, links: links(object.links) });
}

function byType(links: readonly OwnLink[]): Map<ObjectType, OwnLink[]> {
  const groups = new Map<ObjectType, OwnLink[]>();
  for (const link of links) {
    const type = typeOf(link.to);
    groups.set(type, [...(groups.get(type) ?? []), link]);
  }
  return groups;
}

function pairOf({ id, to }: OwnLink): LinkInput {
  return { from: id, to: idOf(to) };
}

/** The object or one of its properties is not what it was when we looked. */
function isChanged({ httpStatus, code }: HubSpotError): boolean {
  return httpStatus === 404 || code === 'hubspot_property_doesnt_exist';
}

function told(error: HubSpotError): HubSpotError {
  if (!isChanged(error)) return error;
  return new HubSpotError({
    kind: 'transient',
    effect: 'refused',
    code: 'hubspot_object_changed',
    message: 'The custom object Coaching sessions was changed or deleted in HubSpot since we last looked.',
    action: 'Nothing to do: we look again and go on with what is there.',
  });
}
