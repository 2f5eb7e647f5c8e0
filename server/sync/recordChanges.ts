import { conversationId, conversations, type CardObjectType } from '../cards/conversations.ts';
import type { Clock } from '../clock.ts';
import type { OwnedType, ObjectType } from '../hubspot/objects.ts';
import type { PortalQueue } from '../queue/portalQueue.ts';
import type { Store } from '../store/store.ts';
import { companyDomains } from './companyDomains.ts';
import { syncs } from './ledger.ts';
import type { LedgerLink, SyncDocument } from './ledger.types.ts';
import { marks } from './marks.ts';
import { movedEvents } from './movedEvents.ts';
import { ref, type Ref } from './ref.ts';
import type { RecordMarks } from './snapshot.types.ts';

type LinkedType = LedgerLink['type'];

/**
 * What people do to records in HubSpot, carried into everything we remember of them: the ledger, the read
 * model, the companies of domains and the marks. Webhooks call it; both may come twice and in any order.
 */
export interface RecordChanges {
  /** People merged records: what was linked to one of `fromIds` is linked to `toId`, and its figures are counted anew. */
  followMerge(portalId: string, type: LinkedType, fromIds: readonly string[], toId: string): Promise<void>;
  /** People deleted a record: nothing is linked to it any more, and it is never made again. */
  forgetRecord(portalId: string, type: ObjectType, id: string): Promise<void>;
}

export function createRecordChanges(deps: {
  store: Store;
  queue: Pick<PortalQueue, 'wake'>;
  clock: Clock;
}): RecordChanges {
  const { store, clock } = deps;
  const rows = store.collection(syncs);
  const cards = store.collection(conversations);
  const domains = store.collection(companyDomains);
  const markRows = store.collection(marks);

  return {
    async followMerge(portalId, type, fromIds, toId) {
      const from = fromIds.filter((id) => id !== toId);
      if (from.length === 0) return;
      const refs = new Set(from.map((id) => ref(type, id)));
      const now = ref(type, toId);
      await domains.updateMany({ portalId, companyId: { $in: from } }, { $set: { companyId: toId } });
      await moveMarks(portalId, refs, now);
      if (type !== 'tickets') await moveCards(portalId, type, from, toId);
      const moved = await changeRows(portalId, type, from, (row) => ({
        links: unique(
          row.links.map((link) => (refs.has(ref(link.type, link.id)) ? { ...link, id: toId } : link)),
        ),
        objects: row.objects.map((object) => ({
          ...object,
          links: [...new Set(object.links.map((link) => (refs.has(link as Ref) ? now : link)))],
        })),
        events: movedEvents(row.events, (one) => (refs.has(one) ? now : one)),
      }));
      if (moved > 0 && type !== 'tickets') await countAnew(portalId, type, toId);
    },

    async forgetRecord(portalId, type, id) {
      await domains.deleteMany({ portalId, companyId: id });
      await markRows.deleteOne({ _id: `${portalId}:${type}:${id}` });
      if (isOwned(type)) await forgetOwned(portalId, type, id);
      else await forgetLinked(portalId, type, id);
    },
  };

  async function forgetLinked(portalId: string, type: LinkedType, id: string): Promise<void> {
    if (type !== 'tickets') await cards.deleteMany({ portalId, objectType: type, objectId: id });
    const gone = ref(type, id);
    await changeRows(portalId, type, [id], (row) => ({
      links: row.links.filter((link) => ref(link.type, link.id) !== gone),
      objects: row.objects.map((object) => ({
        ...object,
        links: object.links.filter((link) => link !== gone),
      })),
      // Whoever led to a deleted contact must not make it again.
      deletedPeople: [
        ...new Set([
          ...(row.deletedPeople ?? []),
          ...row.links.flatMap((link) =>
            ref(link.type, link.id) === gone && link.person ? [link.person] : [],
          ),
        ]),
      ],
    }));
  }

  async function forgetOwned(portalId: string, type: OwnedType, id: string): Promise<void> {
    for (const row of await rows.find({ portalId, 'objects.id': id }).toArray()) {
      const ours = row.objects.some((object) => object.id === id && object.type === type);
      if (!ours) continue;
      await changeRow(row, {
        objects: row.objects.map((object) =>
          object.id === id && object.type === type ? { ...object, state: 'gone' as const } : object,
        ),
      });
      await cards.updateMany(
        { orgId: row.orgId, sessionId: row.sessionId },
        { $pull: { tasks: { id }, 'conversation.objects': { id } } },
      );
    }
  }

  /** @returns how many conversations were linked to one of these. */
  async function changeRows(
    portalId: string,
    type: LinkedType,
    ids: readonly string[],
    change: (row: SyncDocument) => Partial<SyncDocument>,
  ): Promise<number> {
    const linked = await rows
      .find({ portalId, links: { $elemMatch: { type, id: { $in: [...ids] } } } })
      .toArray();
    for (const row of linked) await changeRow(row, change(row));
    return linked.length;
  }

  /**
   * A worker may be writing the row: then it is worked on once more, with what HubSpot shows by then. The
   * fence and the state in the filter tell; `running` turned into `queued` keeps the worker's verdict out.
   */
  async function changeRow(row: SyncDocument, change: Partial<SyncDocument>): Promise<void> {
    const { _id, portalId, fence, state } = row;
    if (state !== 'running') {
      const { matchedCount } = await rows.updateOne({ _id, fence, state }, { $set: change });
      if (matchedCount === 1) return;
    }
    await again(_id, portalId);
  }

  async function again(_id: string, portalId: string | null): Promise<void> {
    const now = clock.now();
    const settled = ['running', 'synced', 'partial'] as const;
    const { matchedCount } = await rows.updateOne(
      { _id, portalId, state: { $in: [...settled] } },
      { $set: { state: 'queued', dueAt: now, attempts: 0 } },
    );
    if (matchedCount === 1 && portalId !== null) await deps.queue.wake(portalId, now);
  }

  /** The newest conversation of the survivor is synced again: score, summary and dates count both halves then. */
  async function countAnew(portalId: string, type: CardObjectType, id: string): Promise<void> {
    const [newest] = await cards
      .find({ portalId, objectType: type, objectId: id })
      .sort({ startedAt: -1, sessionId: -1 })
      .limit(1)
      .toArray();
    if (newest) await again(`${newest.orgId}:${newest.sessionId}`, portalId);
  }

  /** New place first, then the old one goes: a crash between leaves both, and the next call one. */
  async function moveCards(
    portalId: string,
    objectType: CardObjectType,
    from: readonly string[],
    toId: string,
  ): Promise<void> {
    const found = await cards.find({ portalId, objectType, objectId: { $in: [...from] } }).toArray();
    for (const { _id: before, ...card } of found) {
      const record = { portalId, objectType, objectId: toId };
      await cards.updateOne(
        { _id: conversationId(record, card.sessionId) },
        { $setOnInsert: { ...card, ...record } },
        { upsert: true },
      );
      await cards.deleteOne({ _id: before });
    }
  }

  /** What the survivor's own mark says of a property stands. */
  async function moveMarks(portalId: string, from: ReadonlySet<Ref>, to: Ref): Promise<void> {
    const found = await markRows
      .find({ _id: { $in: [...from].map((one) => `${portalId}:${one}`) } })
      .toArray();
    if (found.length === 0) return;
    const _id = `${portalId}:${to}`;
    const own = await markRows.findOne({ _id });
    const all = [...found, ...(own ? [own] : [])];
    const set = {
      written: Object.assign({}, ...all.map((mark) => mark.written)) as RecordMarks['written'],
      by: Object.assign({}, ...all.map((mark) => mark.by)) as RecordMarks['by'],
      sending: Object.assign({}, ...all.map((mark) => mark.sending)) as RecordMarks['sending'],
    };
    await markRows.updateOne({ _id }, { $set: { portalId, ...set } }, { upsert: true });
    await markRows.deleteMany({ _id: { $in: found.map((mark) => mark._id) } });
  }
}

const OWNED: ReadonlySet<ObjectType> = new Set<OwnedType>([
  'meetings',
  'calls',
  'notes',
  'tasks',
  'coaching_sessions',
]);

function isOwned(type: ObjectType): type is OwnedType {
  return OWNED.has(type);
}

/** Two people of a conversation who turned out to be one are one link. */
function unique(links: readonly LedgerLink[]): LedgerLink[] {
  return links.filter(
    (link, index) => links.findIndex(({ type, id }) => type === link.type && id === link.id) === index,
  );
}
