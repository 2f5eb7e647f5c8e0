import type { mongo } from 'mongoose';
import type { Session, StartedSession } from '../../shared/session.ts';
import { sessions, type SessionDocument } from '../sessions/sessionStore.ts';
import type { Store } from '../store/store.ts';
import { eraseFromSession, isSame, personOf } from './eraseFromSession.ts';
import type { ErasedPerson } from './person.ts';

/** A conversation the person took part in, or was linked to. */
export interface Affected {
  /** `orgId:sessionId`. */
  key: string;
  sessionId: string;
  version: number;
  /** As it is to be kept; null when liveprompt deleted it. */
  erased: Session | StartedSession | null;
  /** The same when it has ended: what the ledger and the cards show. */
  finished: Session | null;
  /** Nobody else from outside took part: nothing that was said is kept. */
  wordless: boolean;
  /** The person as this conversation spells them. */
  named: ErasedPerson[];
}

/** Every stored conversation with one of these people, and those whose ledger rows are named. */
export async function readAffected(
  store: Store,
  orgId: string,
  people: readonly ErasedPerson[],
  rows: readonly string[],
): Promise<Affected[]> {
  // Addresses are stored as they were sent, in any case of letters.
  const spelled = people.flatMap(({ email }) => (email ? [spelledAs(email)] : []));
  const filter: mongo.Filter<SessionDocument> = {
    orgId,
    $or: [{ _id: { $in: [...rows] } }, ...spelled.map((email) => ({ 'session.participants.email': email }))],
  };
  const found = await store.collection(sessions).find(filter).toArray();
  return found.map((document) => {
    const participants = document.session?.participants ?? [];
    const gone = participants.filter((one) => people.some((person) => isSame(one, person)));
    const left = participants.filter((one) => !gone.includes(one));
    const finished = document.stage === 'finished' ? eraseFromSession(document.session, people) : null;
    return {
      key: document._id,
      sessionId: document.sessionId,
      version: document.version,
      erased: finished ?? (document.session && eraseFromSession(document.session, people)),
      finished,
      wordless: gone.length > 0 && left.every(({ internal }) => internal === true),
      named: gone.map(personOf),
    };
  });
}

/** An address as conversations and links may spell it. */
export function spelledAs(email: string): RegExp {
  return new RegExp(`^\\s*${escaped(email)}\\s*$`, 'i');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
