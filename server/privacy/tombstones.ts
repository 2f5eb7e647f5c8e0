import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { isDuplicateKey } from '../store/connect.ts';
import { defineCollection, type Store } from '../store/store.ts';
import type { Session, StartedSession } from '../../shared/session.ts';
import { eraseFromSession, personOf } from './eraseFromSession.ts';
import { identityOf, type ErasedPerson } from './person.ts';

/** That somebody was erased, and not who: a salted hash of what told them from others, or the salt itself. */
interface TombstoneDocument {
  /** `orgId:hash`, or `orgId:salt`. */
  _id: string;
  orgId: string;
  salt: string | null;
  erasedAt: Date;
}

export const tombstones = defineCollection<TombstoneDocument>({
  name: 'tombstones',
  tenant: 'orgId',
  indexes: [{ key: { orgId: 1 }, name: 'of_organisation' }],
});

/** A conversation as it arrives, as far as erasing looks into it. */
export interface Arriving {
  orgId: string;
  session: Session | StartedSession | null;
}

export function createTombstones({ store, clock }: { store: Store; clock: Clock }) {
  const documents = store.collection(tombstones);
  return {
    /** From now on these people are nobody. */
    async put(orgId: string, people: readonly ErasedPerson[]): Promise<void> {
      const identities = people.flatMap((person) => identityOf(person) ?? []);
      if (identities.length === 0) return;
      const salt = await saltOf(orgId);
      for (const identity of identities) {
        const _id = hashed(orgId, salt, identity);
        const said = { orgId, salt: null, erasedAt: clock.now() };
        await documents.updateOne({ _id }, { $setOnInsert: said }, { upsert: true });
      }
    },

    /**
     * Takes erased people out of what arrives: a backfill or a late webhook must not bring them back. One
     * read for a batch, and nothing of them is kept.
     */
    async strip<T extends Arriving>(arriving: readonly T[]): Promise<T[]> {
      const salts = await readSalts(arriving);
      if (salts.size === 0) return [...arriving];
      const looked = arriving.map((one) => ({ one, people: peopleIn(one, salts.get(one.orgId)) }));
      const hashes = looked.flatMap(({ people }) => people.map(({ hash }) => hash));
      const found = await documents.find({ _id: { $in: [...new Set(hashes)] } }).toArray();
      const erased = new Set(found.map(({ _id }) => _id));
      return looked.map(({ one, people }) => {
        const gone = people.filter(({ hash }) => erased.has(hash)).map(({ person }) => person);
        return one.session && gone.length > 0
          ? { ...one, session: eraseFromSession(one.session, gone) }
          : one;
      });
    },
  };

  /** Made with the first erasure of an organisation. */
  async function saltOf(orgId: string): Promise<string> {
    const _id = saltId(orgId);
    const salt = randomBytes(32).toString('base64url');
    try {
      await documents.insertOne({ _id, orgId, salt, erasedAt: clock.now() });
      return salt;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const there = await documents.findOne({ _id });
      if (!there?.salt) throw error;
      return there.salt;
    }
  }

  async function readSalts(arriving: readonly Arriving[]): Promise<Map<string, string>> {
    const ids = [...new Set(arriving.map(({ orgId }) => saltId(orgId)))];
    const found = await documents.find({ _id: { $in: ids } }).toArray();
    return new Map(found.flatMap(({ orgId, salt }) => (salt === null ? [] : [[orgId, salt]])));
  }
}

export type Tombstones = ReturnType<typeof createTombstones>;

const saltId = (orgId: string): string => `${orgId}:salt`;

function hashed(orgId: string, salt: string, identity: string): string {
  return `${orgId}:${createHmac('sha256', salt).update(identity).digest('base64url')}`;
}

function peopleIn(
  { orgId, session }: Arriving,
  salt: string | undefined,
): { person: ErasedPerson; hash: string }[] {
  if (salt === undefined) return [];
  return (session?.participants ?? []).map(personOf).flatMap((person) => {
    const identity = identityOf(person);
    return identity === null ? [] : [{ person, hash: hashed(orgId, salt, identity) }];
  });
}
