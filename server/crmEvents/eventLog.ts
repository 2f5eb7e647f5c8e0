import type { Clock } from '../clock.ts';
import { exceptDuplicates } from '../store/connect.ts';
import { defineCollection, type Store } from '../store/store.ts';
import type { ErasedPerson } from '../privacy/person.ts';
import type { CrmEvent, SubscribedType } from './crmEvent.ts';

/** An accepted event and what became of it. */
export interface CrmEventDocument extends CrmEvent {
  receivedAt: Date;
  /** When it is to be worked on; null once it is done. */
  dueAt: Date | null;
  attempts: number;
  /** Ledger rows a deletion took a link from: a restore or a late merge looks at them again. */
  affected: string[];
  /** Who led to the deleted contact: a privacy deletion that comes later must find them. Gone with it. */
  people: ErasedPerson[];
}

/** HubSpot repeats a delivery for 24 hours (hubspot-api.md §7.1); the rest is for restores and late merges. */
const KEEP_SECONDS = 30 * 24 * 3_600;

export const crmEvents = defineCollection<CrmEventDocument>({
  name: 'crm_events',
  tenant: 'portalId',
  indexes: [
    { key: { dueAt: 1 }, name: 'due' },
    { key: { portalId: 1, type: 1, objectId: 1 }, name: 'of_record' },
    { key: { portalId: 1, type: 1, mergedIds: 1 }, name: 'merged_into' },
    { key: { receivedAt: 1 }, name: 'expiry', expireAfterSeconds: KEEP_SECONDS },
  ],
});

/** After a failure: 5 s, 10 s, 20 s … five minutes at most. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;

export function createEventLog({ store, clock }: { store: Store; clock: Clock }) {
  const documents = store.collection(crmEvents);
  return {
    /** Durable when it resolves; an event that is there already stays as it is. @returns the rows to work on. */
    async append(events: readonly CrmEvent[]): Promise<CrmEventDocument[]> {
      const now = clock.now();
      const rows = events.map((event) => ({
        ...event,
        receivedAt: now,
        dueAt: now,
        attempts: 0,
        affected: [],
        people: [],
      }));
      if (rows.length > 0) await exceptDuplicates(documents.insertMany(rows, { ordered: false }));
      return rows;
    },

    /** Oldest happening first: a merge of a merged record reads better in order. */
    due(limit: number): Promise<CrmEventDocument[]> {
      return documents
        .find({ dueAt: { $lte: clock.now() } })
        .sort({ occurredAt: 1 })
        .limit(limit)
        .toArray();
    },

    /** One row as it is now, if it is still to be worked on. */
    open(_id: string): Promise<CrmEventDocument | null> {
      return documents.findOne({ _id, dueAt: { $lte: clock.now() } });
    },

    /** Notes what a restore, merge or privacy deletion will need, before anything is dropped. */
    async note(_id: string, noted: Partial<Pick<CrmEventDocument, 'affected' | 'people'>>): Promise<void> {
      await documents.updateOne({ _id }, { $set: noted });
    },

    async done(_id: string): Promise<void> {
      await documents.updateOne({ _id }, { $set: { dueAt: null } });
    },

    /** To be worked on again after `ms`, not as a failure. */
    async again(_id: string, ms: number): Promise<void> {
      await documents.updateOne(
        { _id },
        { $set: { dueAt: new Date(clock.now().getTime() + ms) }, $inc: { attempts: 1 } },
      );
    },

    async failed({ _id, attempts }: CrmEventDocument): Promise<void> {
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** attempts, LONGEST_PAUSE_MS);
      const dueAt = new Date(clock.now().getTime() + pause);
      await documents.updateOne({ _id }, { $set: { dueAt }, $inc: { attempts: 1 } });
    },

    /** Events of one kind about a record. */
    of(portalId: string, kind: CrmEvent['kind'], type: SubscribedType, objectIds: readonly string[]) {
      return documents.find({ portalId, type, objectId: { $in: [...objectIds] }, kind }).toArray();
    },

    /** The record that `objectId` became, as far as merges were heard of. */
    async mergedInto(portalId: string, type: SubscribedType, objectId: string): Promise<string | undefined> {
      const [newest] = await documents
        .find({ portalId, type, mergedIds: objectId, kind: 'merge' })
        .sort({ occurredAt: -1 })
        .limit(1)
        .toArray();
      return newest?.objectId;
    },

    /** Forgets who led to a contact, on every event about it. */
    async forgetPeople(portalId: string, objectId: string): Promise<void> {
      await documents.updateMany({ portalId, type: 'contacts', objectId }, { $set: { people: [] } });
    },
  };
}

export type EventLog = ReturnType<typeof createEventLog>;
