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
  /** The last place this process took of an organisation's month: the next one is free, most of the time. */
  const lastTaken = new Map<string, { month: string; place: number }>();

  return {
    /**
     * Counts conversations in the order given, while there are places left.
     * @returns those that count, now or since earlier.
     */
    async count(orgId: string, keys: readonly string[], period: CountingPeriod): Promise<Set<string>> {
      const guess = lastTaken.get(orgId);
      // Without a look before: whoever took these places meanwhile makes the insert fail, never a double count.
      if (guess?.month === period.month && hasRoom(guess.place, keys.length, period)) {
        if (await take(orgId, period, keys, placesBehind(guess.place, keys.length))) return new Set(keys);
      }
      for (let round = 0; round < ROUNDS; round += 1) {
        const [counted, last] = await Promise.all([among(keys), lastPlace(orgId, period)]);
        const open = keys.filter((key) => !counted.has(key));
        const places = open.length === 0 ? [] : await freePlaces(orgId, period, last, open.length);
        if (places.length === 0) return counted;
        const mine = open.slice(0, places.length);
        if (await take(orgId, period, mine, places)) return new Set([...counted, ...mine]);
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

  /** @returns whether nobody else had one of the places, and none of them was counted before. */
  async function take(
    orgId: string,
    { month }: CountingPeriod,
    keys: readonly string[],
    places: readonly number[],
  ): Promise<boolean> {
    const rows = keys.flatMap((_id, index) => {
      const place = places[index];
      return place === undefined ? [] : [{ _id, orgId, month, place }];
    });
    lastTaken.set(orgId, { month, place: Math.max(...places) });
    return exceptDuplicates(documents.insertMany(rows, { ordered: false }));
  }

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
    period: CountingPeriod,
    last: number,
    wanted: number,
  ): Promise<number[]> {
    const { month, limit } = period;
    if (limit === null || hasRoom(last, wanted, period)) return placesBehind(last, wanted);
    const rows = await documents.find({ orgId, month }, { projection: { place: 1 } }).toArray();
    const taken = new Set(rows.map(({ place }) => place));
    return Array.from({ length: limit }, (_, index) => index + 1)
      .filter((place) => !taken.has(place))
      .slice(0, wanted);
  }
}

function placesBehind(last: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => last + 1 + index);
}

/** Whether there is room for so many behind the last place. */
function hasRoom(last: number, wanted: number, { limit }: CountingPeriod): boolean {
  return limit === null || last + wanted <= limit;
}

export type CountedConversations = ReturnType<typeof createCountedConversations>;
