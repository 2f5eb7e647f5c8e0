import type { PersonExport } from '../../shared/people.ts';
import { toEntry } from '../audit/readAudit.ts';
import type { Clock } from '../clock.ts';
import { proposals } from '../proposals/proposal.ts';
import { sessions } from '../sessions/sessionStore.ts';
import type { Store } from '../store/store.ts';
import { syncs } from '../sync/ledger.ts';
import { isSame } from './eraseFromSession.ts';
import { findPerson } from './findPerson.ts';
import { exactNeedles } from './person.ts';
import { entriesNaming } from './redactAudit.ts';

export type ExportPerson = (orgId: string, email: string) => Promise<PersonExport>;

const MOST = 1_000;

/** Everything stored of one person, for the person: as it is, and without the other participants. */
export function createExportPerson({ store, clock }: { store: Store; clock: Clock }): ExportPerson {
  return async (orgId, given) => {
    const email = given.trim().toLowerCase();
    const { people, rows, contactIds } = await findPerson(store, orgId, email);
    const found = await store
      .collection(sessions)
      .find({ _id: { $in: rows } })
      .sort({ 'session.started_at': -1 })
      .limit(MOST + 1)
      .toArray();
    const ledger = await store
      .collection(syncs)
      .find({ _id: { $in: rows } })
      .toArray();
    const made = await store
      .collection(proposals)
      .find({ orgId, objectType: 'contact', objectId: { $in: contactIds } })
      .sort({ createdAt: -1 })
      .limit(MOST)
      .toArray();
    const wanted = { email, name: null, phone: null };
    const naming = await entriesNaming(store, orgId, [...contactIds, ...people.flatMap(exactNeedles)]);
    return {
      email,
      exportedAt: clock.now().toISOString(),
      conversations: found.slice(0, MOST).flatMap(({ _id, session }) => {
        if (!session) return [];
        const row = ledger.find((one) => one._id === _id);
        const records = [
          ...(row?.objects ?? []).flatMap(({ type, id, rule }) => (id === null ? [] : [{ type, id, rule }])),
          ...(row?.links ?? [])
            .filter(({ type, id }) => type !== 'contacts' || contactIds.includes(id))
            .map(({ type, id, rule }) => ({ type, id, rule })),
        ];
        const participants = session.participants.filter((one) => isSame(one, wanted));
        return [{ session: { ...session, participants }, hubspot: records }];
      }),
      proposals: made.map(({ what, current, proposedLabel, quote, state, createdAt }) => ({
        what,
        current,
        proposed: proposedLabel,
        quote,
        state,
        createdAt: createdAt.toISOString(),
      })),
      audit: naming.map(toEntry),
      truncated: found.length > MOST,
    };
  };
}
