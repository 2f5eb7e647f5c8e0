import type { Audit } from '../audit/audit.types.ts';
import type { Crashpoint } from '../crashpoints.ts';
import type { CallContext, CrmRecord, Objects } from '../hubspot/objects.ts';
import type { ActivityKeyLost } from '../installs/activityKeyLost.ts';
import { isKeyed, saysKeyIsGone, unkeyed, type FindByKey } from './findByKey.ts';
import { fingerprint } from './fingerprint.ts';
import type { LedgerObject, SyncDocument } from './ledger.types.ts';
import type { Features } from './plan.types.ts';

/** @returns the objects of the row, less what HubSpot shows in an older version: the plan writes that again. */
export type SweepLate = (
  context: CallContext,
  row: SyncDocument,
  objects: readonly LedgerObject[],
  features: Features,
) => Promise<LedgerObject[]>;

/**
 * What HubSpot applied after everybody had looked: twins of our activities are archived, the ledger's id
 * stays; an older text of ours is written anew. What a person changed is neither and stays (reliability.md §3).
 */
export function createSweepLate(deps: {
  objects: Objects;
  findByKey: FindByKey;
  keyLost: ActivityKeyLost;
  audit: Audit;
  crash: Crashpoint;
}): SweepLate {
  return async (context, row, objects, features) => {
    const swept: LedgerObject[] = [];
    for (const object of objects) {
      await archiveTwins(context, row, object, features);
      swept.push(object.state === 'live' && object.before ? await withoutOld(context, object) : object);
    }
    return swept;
  };

  async function archiveTwins(
    context: CallContext,
    row: SyncDocument,
    object: LedgerObject,
    features: Features,
  ): Promise<void> {
    await deps.crash('sweep.find');
    const found = await find(context, row, object, features);
    const twins = found.filter(({ id }) => id !== object.id).map(({ id }) => id);
    if (twins.length === 0) return;
    await deps.crash('sweep.archive');
    await deps.objects.archive(context, object.type, twins);
    await deps.crash('sweep.archived');
    for (const id of twins) {
      await deps.audit.record({
        id: `surplus:${context.portalId}:${object.type}:${id}`,
        orgId: row.orgId,
        who: 'system',
        what: 'surplus_removed',
        where: 'system',
        portalId: context.portalId,
        subject: row.sessionId,
        before: { [object.type]: id },
      });
    }
  }

  async function find(
    context: CallContext,
    { sessionId }: SyncDocument,
    object: LedgerObject,
    features: Features,
  ): Promise<CrmRecord[]> {
    try {
      return await deps.findByKey(context, sessionId, object, features);
    } catch (error) {
      if (!isKeyed(object) || !saysKeyIsGone(error)) throw error;
      await deps.crash('sweep.keyLost');
      await deps.keyLost(context.portalId);
      return deps.findByKey(context, sessionId, unkeyed(object), features);
    }
  }

  async function withoutOld(context: CallContext, object: LedgerObject): Promise<LedgerObject> {
    const { id, type, written, before = {} } = object;
    const names = Object.keys(before).filter((name) => written[name] !== before[name]);
    if (id === null || names.length === 0) return object;
    await deps.crash('sweep.read');
    const [shown] = await deps.objects.read(context, type, [id], names);
    const old = shown ? names.filter((name) => isBefore(shown, name, before)) : [];
    return {
      ...object,
      written: Object.fromEntries(Object.entries(written).filter(([name]) => !old.includes(name))),
    };
  }
}

function isBefore(
  { properties }: CrmRecord,
  name: string,
  before: Readonly<Record<string, string>>,
): boolean {
  return fingerprint(properties[name] ?? '') === before[name];
}
