import { sessions } from '../sessions/sessionStore.ts';
import type { Store } from '../store/store.ts';
import { syncs } from '../sync/ledger.ts';
import { isSame, personOf } from './eraseFromSession.ts';
import type { ErasedPerson } from './person.ts';
import { spelledAs } from './readAffected.ts';

/** Where an organisation's store knows a person, by address. */
export interface FoundPerson {
  /** As the address says and as each conversation spells them. */
  people: ErasedPerson[];
  /** Conversations, `orgId:sessionId`. */
  rows: string[];
  /** Contacts of theirs that conversations are linked to. */
  contactIds: string[];
}

export async function findPerson(store: Store, orgId: string, given: string): Promise<FoundPerson> {
  const email = given.trim().toLowerCase();
  const spelled = spelledAs(email);
  const [took, linked] = await Promise.all([
    store.collection(sessions).find({ orgId, 'session.participants.email': spelled }).toArray(),
    store.collection(syncs).find({ orgId, 'links.person': spelled }).toArray(),
  ]);
  const wanted: ErasedPerson = { email, name: null, phone: null };
  const named = took.flatMap(({ session }) =>
    (session?.participants ?? []).filter((one) => isSame(one, wanted)).map(personOf),
  );
  const links = linked.flatMap((row) => row.links);
  return {
    people: [...new Map([wanted, ...named].map((person) => [JSON.stringify(person), person])).values()],
    rows: [...new Set([...took, ...linked].map(({ _id }) => _id))],
    contactIds: [
      ...new Set(
        links.flatMap(({ type, id, person }) =>
          type === 'contacts' && person?.trim().toLowerCase() === email ? [id] : [],
        ),
      ),
    ],
  };
}
