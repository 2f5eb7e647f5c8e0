import { isSame, personOf } from '../privacy/eraseFromSession.ts';
import type { ErasedPerson } from '../privacy/person.ts';
import { sessions } from '../sessions/sessionStore.ts';
import type { Store } from '../store/store.ts';
import { syncs } from '../sync/ledger.ts';
import type { LedgerLink } from '../sync/ledger.types.ts';
import type { Participant } from '../../shared/session.ts';
import type { SubscribedType } from './crmEvent.ts';

/** Conversations linked to a record, and who of their participants led there. */
export type LinkedRows = (
  portalId: string,
  type: SubscribedType,
  objectId: string,
) => Promise<{ rows: string[]; people: ErasedPerson[] }>;

export function createLinkedRows({ store }: { store: Store }): LinkedRows {
  return async (portalId, type, id) => {
    const linked = await store
      .collection(syncs)
      .find({ portalId, links: { $elemMatch: { type, id } } })
      .toArray();
    const stored = await store
      .collection(sessions)
      .find({ _id: { $in: linked.map(({ _id }) => _id) } })
      .toArray();
    const people = linked.flatMap((row) => {
      const participants = stored.find(({ _id }) => _id === row._id)?.session?.participants ?? [];
      return row.links
        .filter((link) => link.type === type && link.id === id)
        .flatMap((link) => ledBy(link, participants));
    });
    return { rows: linked.map(({ _id }) => _id), people: unique(people) };
  };
}

/** By the address the ledger kept; a match by name kept none, and its evidence names the person. */
function ledBy({ person, evidence }: LedgerLink, participants: readonly Participant[]): ErasedPerson[] {
  const email = person?.trim().toLowerCase();
  if (email) {
    const wanted = { email, name: null, phone: null };
    const found = participants.filter((one) => isSame(one, wanted)).map(personOf);
    return [wanted, ...found];
  }
  const said = evidence.toLowerCase();
  return participants
    .map(personOf)
    .filter(({ name, email: address }) =>
      [name, address].some((one) => one && said.includes(one.toLowerCase())),
    );
}

function unique(people: readonly ErasedPerson[]): ErasedPerson[] {
  return [...new Map(people.map((person) => [JSON.stringify(person), person])).values()];
}
