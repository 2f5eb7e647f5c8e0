import type { Store } from '../store/store.ts';
import { syncs } from '../sync/ledger.ts';

const ROWS = 50;

/** What earlier conversations found out about addresses, without asking HubSpot. */
export interface EarlierLinks {
  contacts: string[];
  /** Of the latest conversations; a deal of the company is linked by these and not by the contact. */
  deals: string[];
  /** When the latest of them was synced: with it a brief from before is old. */
  syncedAt: string | null;
}

/** Contacts and deals that conversations with these people were linked with, the latest first. */
export function createKnownPeople({ store }: { store: Store }) {
  return async (orgId: string, portalId: string, emails: readonly string[]): Promise<EarlierLinks> => {
    const rows = await store
      .collection(syncs)
      .find(
        { orgId, portalId, 'links.person': { $in: [...emails] } },
        { projection: { links: 1, receivedAt: 1, syncedAt: 1 } },
      )
      .sort({ receivedAt: -1 })
      .limit(ROWS)
      .toArray();
    const links = rows.flatMap((row) => row.links);
    const unique = (ids: readonly string[]) => [...new Set(ids)];
    const synced = rows.flatMap((row) => row.syncedAt?.toISOString() ?? []).sort();
    return {
      syncedAt: synced.at(-1) ?? null,
      contacts: unique(
        links.flatMap(({ type, id, person }) =>
          type === 'contacts' && person !== undefined && emails.includes(person) ? [id] : [],
        ),
      ),
      deals: unique(links.flatMap(({ type, id }) => (type === 'deals' ? [id] : []))),
    };
  };
}
