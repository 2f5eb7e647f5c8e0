import { randomUUID } from 'node:crypto';
import type { PersonErasure } from '../../shared/people.ts';
import type { Audit } from '../audit/audit.types.ts';
import type { Clock } from '../clock.ts';
import type { InstallDocument } from '../installs/install.ts';
import { defineCollection, type Store } from '../store/store.ts';
import type { ErasePerson } from './erasePerson.ts';
import { findPerson, type FoundPerson } from './findPerson.ts';

/** A person who is being erased. It goes with the last look, and with it the last place that names them. */
interface ErasureDocument {
  _id: string;
  orgId: string;
  email: string;
  /** Who asked for it. */
  by: string;
  looks: number;
  lookAt: Date;
  /** What earlier looks found: after them the store no longer says it. */
  found: FoundPerson;
}

export const erasures = defineCollection<ErasureDocument>({
  name: 'erasures',
  tenant: 'orgId',
  indexes: [{ key: { lookAt: 1 }, name: 'due' }],
});

/** A turn that was under way may write once more what it read before; by then it has ended (reliability.md §4). */
const SECOND_LOOK_MS = 20_000;
/** Two schedulers, or a request and a scheduler, look one after the other. */
const LOOKING_MS = 60_000;
/** The schedule looks this often. */
export const TICK_MS = 10_000;

export interface Erasures {
  /** An admin asks for it: a first look at once, the second by the schedule. */
  ask(orgId: string, email: string, by: string): Promise<PersonErasure>;
  /** Looks of the schedule. @returns how many. */
  sweep(): Promise<number>;
}

export interface ErasuresDeps {
  store: Store;
  clock: Clock;
  erase: ErasePerson;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  audit: Audit;
}

/** Erasing a person by address: recorded first, so that a crash leaves it to be finished. */
export function createErasures(deps: ErasuresDeps): Erasures {
  const { store, clock } = deps;
  const documents = store.collection(erasures);
  const inMs = (ms: number) => new Date(clock.now().getTime() + ms);

  return {
    async ask(orgId, given, by) {
      const email = given.trim().toLowerCase();
      const asked = {
        _id: randomUUID(),
        orgId,
        email,
        by,
        looks: 0,
        lookAt: inMs(LOOKING_MS),
        found: NOBODY,
      };
      await documents.insertOne(asked);
      const found = await look(asked);
      return {
        conversations: found.rows.length,
        doneBy: inMs(SECOND_LOOK_MS + TICK_MS).toISOString(),
        contactsInHubSpot: found.contactIds,
      };
    },

    async sweep() {
      let looked = 0;
      for (;;) {
        const due = await documents.findOneAndUpdate(
          { lookAt: { $lte: clock.now() } },
          { $set: { lookAt: inMs(LOOKING_MS) } },
          { sort: { lookAt: 1 } },
        );
        if (!due) return looked;
        await look(due);
        looked += 1;
      }
    },
  };

  async function look({
    _id,
    orgId,
    email,
    by,
    looks,
    found: before,
  }: ErasureDocument): Promise<FoundPerson> {
    const found = merged(before, await findPerson(store, orgId, email));
    const install = await deps.installOf(orgId);
    await deps.erase({ orgId, portalId: install?._id ?? null, ...found });
    if (looks === 0) {
      await documents.updateOne({ _id }, { $set: { looks: 1, lookAt: inMs(SECOND_LOOK_MS), found } });
      return found;
    }
    await deps.audit.record({
      id: `erased:${_id}`,
      orgId,
      who: by,
      what: 'person_erased',
      where: 'liveprompt',
      portalId: install?._id ?? null,
    });
    await documents.deleteOne({ _id });
    return found;
  }
}

const NOBODY: FoundPerson = { people: [], rows: [], contactIds: [] };

function merged(left: FoundPerson, right: FoundPerson): FoundPerson {
  return {
    people: [...left.people, ...right.people],
    rows: [...new Set([...left.rows, ...right.rows])],
    contactIds: [...new Set([...left.contactIds, ...right.contactIds])],
  };
}
