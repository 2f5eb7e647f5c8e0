import { exceptDuplicates } from '../store/connect.ts';
import { defineCollection, type Store } from '../store/store.ts';

/**
 * One row per conversation that counts, in the month of its first sync. Its place is a number of that month
 * which nobody else can hold: two workers at the same moment cannot go over a limit, and a crash between
 * counting and syncing cannot count a conversation twice.
 */
interface CountedDocument {
  /** `orgId:sessionId`. */
  _id: string;
  orgId: string;
  /** `YYYY-MM` in the organisation's zone. */
  month: string;
  /** From 1. */
  place: number;
}

export const countedConversations = defineCollection<CountedDocument>({
  name: 'counted_conversations',
  tenant: 'orgId',
  indexes: [{ key: { orgId: 1, month: 1, place: 1 }, name: 'one_per_place', unique: true }],
});

export interface CountingPeriod {
  month: string;
  /** null: unlimited. */
  limit: number | null;
}

/** Each lost race means that somebody else took a place, so more rounds than places can only be a defect. */
const ROUNDS = 1_000;

export function createCountedConversations({ store }: { store: Store }) {
  const documents = store.collection(countedConversations);

  return {
    /**
     * Counts conversations in the order given, while there are places left.
     * @returns those that count, now or since earlier.
     */
    async count(orgId: string, keys: readonly string[], period: CountingPeriod): Promise<Set<string>> {
      for (let round = 0; round < ROUNDS; round += 1) {
        const [counted, last] = await Promise.all([among(keys), lastPlace(orgId, period)]);
        const open = keys.filter((key) => !counted.has(key));
        const places = open.length === 0 ? [] : await freePlaces(orgId, period, last, open.length);
        if (places.length === 0) return counted;
        const rows = places.flatMap((place, index) => {
          const _id = open[index];
          return _id === undefined ? [] : [{ _id, orgId, month: period.month, place }];
        });
        const allMine = await exceptDuplicates(documents.insertMany(rows, { ordered: false }));
        if (allMine) return new Set([...counted, ...rows.map(({ _id }) => _id)]);
      }
      throw new Error('conversations could not be counted');
    },

    /** They do not reach HubSpot after all. */
    async giveBack(keys: readonly string[]): Promise<void> {
      await documents.deleteMany({ _id: { $in: [...keys] } });
    },

    /** Places left in a month; never below 0, although a downgrade may leave more counted than allowed. */
    async free(orgId: string, { month, limit }: CountingPeriod): Promise<number> {
      if (limit === null) return Number.MAX_SAFE_INTEGER;
      return Math.max(0, limit - (await documents.countDocuments({ orgId, month })));
    },
  };

  async function among(keys: readonly string[]): Promise<Set<string>> {
    const rows = await documents.find({ _id: { $in: [...keys] } }, { projection: { _id: 1 } }).toArray();
    return new Set(rows.map(({ _id }) => _id));
  }

  async function lastPlace(orgId: string, { month }: CountingPeriod): Promise<number> {
    const [last] = await documents.find({ orgId, month }).sort({ place: -1 }).limit(1).toArray();
    return last?.place ?? 0;
  }

  /** Behind the last place; when the month is nearly full, also the gaps that were given back. */
  async function freePlaces(
    orgId: string,
    { month, limit }: CountingPeriod,
    last: number,
    wanted: number,
  ): Promise<number[]> {
    const next = last + 1;
    const behind = Array.from({ length: wanted }, (_, index) => next + index);
    if (limit === null || next + wanted - 1 <= limit) return behind;
    const rows = await documents.find({ orgId, month }, { projection: { place: 1 } }).toArray();
    const taken = new Set(rows.map(({ place }) => place));
    return Array.from({ length: limit }, (_, index) => index + 1)
      .filter((place) => !taken.has(place))
      .slice(0, wanted);
  }
}

export type CountedConversations = ReturnType<typeof createCountedConversations>;
