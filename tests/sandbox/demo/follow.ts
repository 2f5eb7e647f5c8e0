import type { SyncRow, SyncState } from '../../../shared/ledger.ts';
import type { Sandbox, SandboxRecord } from '../sandbox.types.ts';
import type { Calls } from './calls.ts';
import type { Following, NamedObject, RecordRef } from './demo.types.ts';
import type { LivepromptBackend } from './liveprompt.ts';
import { isRecordType, PLURAL, titleOf } from './records/names.ts';

/** States that do not change without a person. */
const ENDED: ReadonlySet<SyncState> = new Set(['synced', 'partial', 'filtered', 'failed', 'removed', 'held']);

/** One conversation as `GET /api/v1/syncs/:id` tells it, with names and the calls it cost. */
export function createFollow(deps: {
  liveprompt: Pick<LivepromptBackend, 'api'>;
  sandbox: Pick<Sandbox, 'calls' | 'record'>;
  portalId: string;
  calls: Pick<Calls, 'sent'>;
}): (sessionId: string) => Promise<Following | undefined> {
  const finalCalls = new Map<string, number>();
  const record = (type: string, id: string): SandboxRecord | undefined =>
    deps.sandbox.record(deps.portalId, type, id);

  const named = ({ type, id, rule }: SyncRow['objects'][number]): NamedObject => {
    const plural = PLURAL[type] ?? type;
    const found = record(plural, id);
    return {
      type,
      id,
      rule,
      name: found ? titleOf(found) : id,
      shownOn: found ? pageOf(plural, found) : null,
    };
  };

  return async (sessionId) => {
    const call = deps.calls.sent(sessionId);
    if (!call) return undefined;
    const { status, body } = await deps.liveprompt.api('GET', `/syncs/${encodeURIComponent(sessionId)}`);
    const row = status === 200 ? (body as SyncRow) : null;
    // Right after a newer delivery the ledger still tells of the version before.
    const done = row !== null && ENDED.has(row.state) && row.version >= call.version;
    const key = `${call.webhookId}:${call.firstCall}`;
    const until = finalCalls.get(key) ?? deps.sandbox.calls().length;
    if (done) finalCalls.set(key, until);
    const used = deps.sandbox.calls().slice(call.firstCall, until);
    return {
      sessionId,
      title: row?.title ?? call.session.title ?? sessionId,
      done,
      row,
      objects: row?.objects.map(named) ?? [],
      calls: used.length,
      violations: used.flatMap(({ violations }) => violations).length,
      version: call.version,
      deleted: call.deleted,
    };
  };
}

/** Activities are seen on the page of a contact or deal they belong to. */
function pageOf(type: string, { id, associations }: SandboxRecord): RecordRef | null {
  if (isRecordType(type)) return { type, id };
  const owner = associations.find((end) => end.type === 'contacts') ?? associations[0];
  return owner && isRecordType(owner.type) ? { type: owner.type, id: owner.id } : null;
}
