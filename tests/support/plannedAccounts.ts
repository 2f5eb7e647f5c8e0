import type { CrmRecord } from '../../server/hubspot/objects.ts';
import { ref, type Ref } from '../../server/sync/ref.ts';
import type { Account, PastConversation } from '../../server/sync/snapshot.types.ts';

interface Known {
  companyByDomain: ReadonlyMap<string, string>;
  companyOfContact: ReadonlyMap<string, string>;
  history: ReadonlyMap<Ref, readonly PastConversation[]>;
  companies: ReadonlyMap<string, CrmRecord>;
}

/** Companies as the read model tells of them, and what they show. */
export function plannedAccounts(known: Known): Map<string, Account> {
  const ids = [...known.companyByDomain.values(), ...known.companyOfContact.values()];
  return new Map(
    ids.map((id): [string, Account] => {
      const asking = (known.history.get(ref('companies', id)) ?? [])
        .filter(({ said }) => said.requests.length > 0)
        .map(({ sessionId, facts, said }) => ({
          sessionId,
          startedAt: new Date(facts.startedAt),
          requests: said.requests,
        }));
      return [id, { asking, shown: known.companies.get(id)?.properties ?? {} }];
    }),
  );
}

/** As the read model keeps conversations. */
export function newestFirst(left: PastConversation, right: PastConversation): number {
  return (
    Date.parse(right.facts.startedAt) - Date.parse(left.facts.startedAt) ||
    (left.sessionId < right.sessionId ? 1 : -1)
  );
}
