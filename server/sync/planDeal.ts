import type { Session } from '../../shared/session.ts';
import { cleanEmail } from '../matching/addresses.ts';
import { correct, movedTo, type LinkCorrection } from '../matching/corrections.ts';
import { chooseDeal } from '../matching/deals.ts';
import { addLink, byPerson, GONE, type People, type PortalInput } from './peopleLinks.ts';
import type { PlannedSession } from './plan.types.ts';
import { isOff } from './planWithout.ts';
import { idOf, ref, typeOf } from './ref.ts';

/** The deal of a conversation whose people and companies are known: the one a person named, or the strategy's. Pure. */
export function planDeal(
  planned: PlannedSession,
  session: Session,
  said: readonly LinkCorrection[],
  { settings, snapshot }: PortalInput,
  result: People,
): void {
  if (result.links.length === 0 || isOff('deals', snapshot)) return;
  for (const { toId, objectId, by } of movedTo(said).filter(({ objectType }) => objectType === 'deals')) {
    if (snapshot.deals.has(toId)) {
      addLink(result, { ref: ref('deals', toId), ...byPerson(by, 'deals', objectId) });
      return;
    }
    result.skips.push({ what: `deal ${toId}`, reason: GONE });
  }
  const of = (kind: 'contacts' | 'companies', rules: (rule: string) => boolean) =>
    result.links
      .filter(({ ref: link, rule }) => typeOf(link) === kind && rules(rule))
      .flatMap(
        ({ ref: link }) =>
          (kind === 'contacts' ? snapshot.dealsOfContact : snapshot.dealsOfCompany).get(idOf(link)) ?? [],
      )
      .filter((id) => correct(said, 'deals', id).verdict === 'keep')
      .flatMap((id) => snapshot.deals.get(id) ?? []);
  const byDomain = (rule: string) => rule === 'company_domain';
  const former = planned.links.find(({ type }) => type === 'deals');
  if (settings.deals.strategy === 'owner_open' && isOff('owners', snapshot)) {
    // Whose deal it is cannot be told: another one would be a guess.
    if (former && snapshot.deals.has(former.id) && correct(said, 'deals', former.id).verdict === 'keep')
      addLink(result, { ...former, ref: ref('deals', former.id) });
    return;
  }
  const choice = chooseDeal(
    {
      ofContacts: of('contacts', () => true),
      ofCompanies: of('companies', (rule) => !byDomain(rule)),
      ofDomains: of('companies', byDomain),
    },
    snapshot.stages,
    settings.deals,
    snapshot.owners.get(cleanEmail(session.host?.email) ?? ''),
    former,
  );
  result.skips.push(...choice.skips);
  if (choice.deal) {
    const { rule, evidence, confidence } = choice;
    addLink(result, { ref: ref('deals', choice.deal.id), rule, evidence, confidence });
  }
}
