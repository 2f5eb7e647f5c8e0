import type { Crashpoint } from '../crashpoints.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { MarkedValue, ValueMarks } from '../proposals/carryOut.ts';
import type { ProposalDraft } from '../proposals/proposal.ts';
import type { Proposals } from '../proposals/proposalStore.ts';
import type { ForgivingWriter } from './forgivingWriter.ts';
import { tellLeftOut, withoutNames } from './leftOut.ts';
import { KIND_OF } from './planMapping.ts';
import type { RecordUpdate } from './plan.types.ts';
import { idOf, typeOf, type Ref } from './ref.ts';
import { resolve, type Turn } from './turn.types.ts';

export interface RecordDeps {
  write: ForgivingWriter;
  marks: ValueMarks;
  proposals: Pick<Proposals, 'putAutomatic' | 'failAutomatic'>;
  crash: Crashpoint;
  /** Told once a stage was written without asking. */
  stageWritten: (tenant: { orgId: string; portalId: string }, draft: ProposalDraft) => Promise<void>;
}

/** An update on its way: the record it goes to, and what of it is still to be written. */
interface Pending {
  update: RecordUpdate;
  target: Ref;
  properties: Record<string, string>;
}

const TYPES = ['contacts', 'companies', 'deals', 'tickets'] as const;
type RecordType = (typeof TYPES)[number];

/** Updates the properties of records, one input per record: twins in one batch are refused. */
export function createRecordStep(deps: RecordDeps) {
  return async (turn: Turn): Promise<void> => {
    const withheld = await recordAutomatic(turn);
    const pending = turn.plan.records.flatMap((update): Pending[] => {
      const target = resolve(turn, update.ref);
      const properties = withheld.has(update.ref)
        ? withoutNames(update.properties, ['dealstage', 'pipeline'])
        : update.properties;
      // Of a contact that turned out to exist nothing was read: its values wait for the next look.
      if (turn.found.has(update.ref)) return [];
      return target && Object.keys(properties).length > 0 ? [{ update, target, properties }] : [];
    });
    await Promise.all(
      TYPES.map((type) =>
        writeType(
          turn,
          type,
          pending.filter(({ target }) => typeOf(target) === type),
        ),
      ),
    );
  };

  /** Before a stage is written it is recorded as a change that can be taken back. @returns deals that a person decided on meanwhile. */
  async function recordAutomatic(turn: Turn): Promise<ReadonlySet<Ref>> {
    const withheld = new Set<Ref>();
    for (const news of turn.plan.proposals.automatic) {
      const { sessionId, objectId } = news.draft;
      const orgId = turn.work.get(sessionId)?.row.orgId;
      const tenant = orgId && { orgId, portalId: turn.context.portalId };
      if (!tenant || !(await deps.proposals.putAutomatic(tenant, news))) withheld.add(`deals:${objectId}`);
    }
    return withheld;
  }

  async function writeType(turn: Turn, type: RecordType, pending: readonly Pending[]): Promise<void> {
    if (pending.length === 0) return;
    const intended = pending.flatMap(marksOf);
    if (intended.length > 0) {
      await deps.crash('records.intend');
      await deps.marks.intend(turn.context.portalId, intended);
    }
    // What HubSpot named is left out; the rest of the record is not to suffer for it. Each round has less to send.
    for (let open = pending; open.length > 0;) open = await write(turn, type, open);
  }

  /** @returns what is worth sending again without the properties HubSpot refused. */
  async function write(turn: Turn, type: RecordType, pending: readonly Pending[]): Promise<Pending[]> {
    const { portalId } = turn.context;
    await deps.crash('records.update');
    const outcomes = await deps.write(
      turn,
      'objects.update',
      type,
      pending.map(({ target, properties }) => ({ key: target, id: idOf(target), properties })),
    );
    await deps.crash('records.updated');
    const again: Pending[] = [];
    const settled: MarkedValue[] = [];
    const abandoned: MarkedValue[] = [];
    for (const sent of pending) {
      const result = outcomes.get(sent.target);
      if (!result) continue;
      const { outcome, dropped } = result;
      for (const sessionId of sent.update.sessionIds) tellLeftOut(turn.work.get(sessionId), type, dropped);
      abandoned.push(...marksOf(sent).filter(({ property }) => dropped.includes(property)));
      const one = { ...sent, properties: withoutNames(sent.properties, dropped) };
      if (outcome.ok) {
        settled.push(...marksOf(one));
        for (const { tenant, draft } of automaticOf(turn, one)) await deps.stageWritten(tenant, draft);
        continue;
      }
      const named = (outcome.error.context['propertyName'] ?? []).filter((name) => name in one.properties);
      const rest = withoutNames(one.properties, named.includes('dealstage') ? [...named, 'pipeline'] : named);
      const refused = named.length > 0 && Object.keys(rest).length > 0 ? named : Object.keys(one.properties);
      if (refused === named) again.push({ ...one, properties: rest });
      await report(turn, one, refused === named ? named : [], outcome.error);
      if (outcome.error.effect !== 'unknown') {
        abandoned.push(...marksOf(one).filter(({ property }) => refused.includes(property)));
      }
    }
    if (settled.length + abandoned.length === 0) return again;
    await deps.crash('records.mark');
    await deps.marks.settle(portalId, settled);
    await deps.marks.abandon(portalId, abandoned);
    await deps.crash('records.marked');
    return again;
  }

  /** @param names the properties it is about; empty when it is the whole record. */
  async function report(
    turn: Turn,
    { update, target, properties }: Pending,
    names: readonly string[],
    error: HubSpotError,
  ): Promise<void> {
    const record = `${KIND_OF[typeOf(target) as RecordType]} ${idOf(target)}`;
    const what = names.length > 0 ? `${names.join(', ')} of ${record}` : record;
    for (const sessionId of update.sessionIds) {
      turn.work
        .get(sessionId)
        ?.problems.push({ what, error: error.httpStatus === 404 ? moved(what) : error });
    }
    const isStage = names.length === 0 || names.includes('dealstage');
    if (!isStage || error.effect === 'unknown') return;
    for (const { tenant, draft } of automaticOf(turn, { target, properties })) {
      await deps.proposals.failAutomatic(tenant.orgId, draft, `${error.message} ${error.action}`.trim());
    }
  }
}

/** The stage that this update writes without asking, if it writes one. */
function automaticOf(turn: Turn, { target, properties }: Pick<Pending, 'target' | 'properties'>) {
  return turn.plan.proposals.automatic.flatMap(({ draft }) => {
    const orgId = turn.work.get(draft.sessionId)?.row.orgId;
    const isIt = 'dealstage' in properties && target === `deals:${draft.objectId}`;
    return orgId && isIt ? [{ tenant: { orgId, portalId: turn.context.portalId }, draft }] : [];
  });
}

function marksOf({ update, target, properties }: Pending): MarkedValue[] {
  return Object.entries(update.guarded)
    .filter(([property]) => property in properties)
    .map(([property, guard]) => ({
      record: { type: typeOf(target), id: idOf(target) },
      property,
      ...guard,
    }));
}

/** Merged or deleted since we read it: the next try finds the survivor, or that there is none (reliability.md §2, "U"). */
function moved(what: string): HubSpotError {
  return new HubSpotError({
    kind: 'transient',
    effect: 'refused',
    code: 'hubspot_record_moved',
    message: `The ${what} was merged or deleted in HubSpot while we wrote to it.`,
    action: 'Nothing to do: we look again and write to what is there now.',
  });
}
