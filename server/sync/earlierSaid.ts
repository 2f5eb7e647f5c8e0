import type { Session } from '../../shared/session.ts';
import type { Conversations } from '../cards/conversations.ts';
import { sessionKey, type SessionStore } from '../sessions/sessionStore.ts';
import type { Ledger } from './ledger.ts';
import { plan } from './plan.ts';
import type { PlanInput } from './plan.types.ts';
import { idOf, typeOf, type Ref } from './ref.ts';
import type { Snapshot } from './snapshot.types.ts';

/** A value that ten conversations before do not say either is as good as never said. */
const EARLIER = 10;

export interface EarlierDeps {
  conversations: Pick<Conversations, 'newest'>;
  sessions: Pick<SessionStore, 'read'>;
  linkedTo: Ledger['linkedTo'];
}

/**
 * A mapped value leaves with the conversation that said it; then the latest one that remains has the say. Those
 * are read only for records where a plan without them would take a value away, which hardly ever happens.
 */
export function createEarlierReader(deps: EarlierDeps) {
  return async (portalId: string, input: PlanInput): Promise<Snapshot['earlier']> => {
    const orphans = orphansOf(input);
    const inTurn = new Set(input.sessions.map(({ sessionId }) => sessionId));
    const found = await Promise.all(
      orphans.map(async (record): Promise<[Ref, Session[]]> => {
        const keys = (await keysOf(portalId, record)).filter(({ sessionId }) => !inTurn.has(sessionId));
        const documents = await deps.sessions.read(
          keys.map(({ orgId, sessionId }) => sessionKey(orgId, sessionId)),
        );
        const sessions = [...documents.values()].flatMap((one) =>
          one.stage === 'finished' ? [one.session] : [],
        );
        return [record, sessions];
      }),
    );
    return new Map(found);
  };

  /** Conversations of the record. Cards keep those of contacts, companies and deals; of tickets the ledger knows. */
  function keysOf(portalId: string, record: Ref): Promise<{ orgId: string; sessionId: string }[]> {
    const objectType = typeOf(record);
    const objectId = idOf(record);
    if (objectType === 'contacts' || objectType === 'companies' || objectType === 'deals')
      return deps.conversations.newest({ portalId, objectType, objectId }, EARLIER);
    return deps.linkedTo(portalId, 'tickets', objectId, EARLIER);
  }
}

/** Records whose mapped value would change hands because the conversation that said it says it no more. Pure. */
function orphansOf(input: PlanInput): Ref[] {
  const inTurn = new Set(input.sessions.map(({ sessionId }) => sessionId));
  const isOurs = ([, { by }]: [Ref, { by: Readonly<Record<string, { sessionId: string }>> }]) =>
    Object.values(by).some(({ sessionId }) => inTurn.has(sessionId));
  if (input.settings.mapping.custom.length === 0 || ![...input.snapshot.marks].some(isOurs)) return [];
  return plan(input).records.flatMap(({ ref, guarded }) => {
    const before = input.snapshot.marks.get(ref)?.by ?? {};
    const changesHands = Object.entries(guarded).some(([property, { value, by }]) => {
      const was = before[property]?.sessionId;
      return was !== undefined && inTurn.has(was) && (value === '' || by.sessionId !== was);
    });
    return changesHands ? [ref] : [];
  });
}
