import { DEAL_PROPERTIES } from '../../shared/properties.ts';
import type { Settings } from '../../shared/settings.ts';
import type { SyncSkip } from '../../shared/ledger.ts';
import type { DealStage } from '../hubspot/directory.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import type { Evidence } from './people.ts';

/** Deal properties the choice needs; `hs_next_step` is what the planner compares with, `amount` goes into events. */
export const DEAL_READ_PROPERTIES = [
  'dealname',
  'amount',
  'dealstage',
  'pipeline',
  'hubspot_owner_id',
  'hs_lastmodifieddate',
  'hs_next_step',
  'hs_merged_object_ids',
  ...DEAL_PROPERTIES.map(({ name }) => name),
];

export interface DealCandidates {
  /** Deals of the people of the conversation. */
  ofContacts: readonly CrmRecord[];
  /** Deals of companies that contacts belong to in HubSpot. */
  ofCompanies: readonly CrmRecord[];
  /** Deals of companies found by the domain of an address. */
  ofDomains: readonly CrmRecord[];
}

export type DealChoice =
  ({ deal: CrmRecord; skips: SyncSkip[] } & Evidence) | { deal: null; skips: SyncSkip[] };

/**
 * Picks the one deal a conversation is about (contract §3 "deals"). Closed deals are never candidates; among
 * equal ones the latest change decides, and the tie is recorded. Pure.
 * @param former what the conversation was linked to before.
 */
export function chooseDeal(
  candidates: DealCandidates,
  stages: ReadonlyMap<string, DealStage>,
  { strategy, linkByDomain }: Pick<Settings['deals'], 'strategy' | 'linkByDomain'>,
  hostOwnerId: string | undefined,
  former?: Evidence & { id: string },
): DealChoice {
  // Linked while it was open and won or lost since: the conversation still was about it.
  const closedSince = [...candidates.ofContacts, ...candidates.ofCompanies, ...candidates.ofDomains].find(
    ({ id, archived, properties }) =>
      id === former?.id && !archived && isClosed(properties['dealstage'], stages),
  );
  if (former && closedSince) {
    const { rule, evidence, confidence } = former;
    return { deal: closedSince, rule, evidence, confidence, skips: [] };
  }
  const open = (deals: readonly CrmRecord[]) =>
    uniqueById(deals).filter(
      ({ archived, properties }) => !archived && !isClosed(properties['dealstage'], stages),
    );
  const pools = {
    contact: { deals: open(candidates.ofContacts), whose: 'of the contact', confidence: 0.9 },
    company: {
      deals: open(
        linkByDomain ? [...candidates.ofCompanies, ...candidates.ofDomains] : candidates.ofCompanies,
      ),
      whose: 'of the company',
      confidence: 0.7,
    },
    none: { deals: [] as CrmRecord[], whose: '', confidence: 0 },
  };
  const ofCompany = pools.company.deals.length > 0 ? pools.company : pools.none;
  const ofContact = pools.contact.deals.length > 0 ? pools.contact : pools.none;
  const pool =
    strategy === 'company_open'
      ? ofCompany === pools.none
        ? ofContact
        : ofCompany
      : ofContact === pools.none && linkByDomain
        ? ofCompany
        : ofContact;
  if (pool.deals.length === 0) return noDeal(candidates, linkByDomain);

  const owned = pool.deals.filter(({ properties }) => properties['hubspot_owner_id'] === hostOwnerId);
  const byOwner = strategy === 'owner_open' && hostOwnerId !== undefined && owned.length > 0;
  return pick(byOwner ? owned : pool.deals, {
    rule: strategy,
    kind: byOwner ? `open deal ${pool.whose} that the host owns` : `open deal ${pool.whose}`,
    confidence: strategy === 'owner_open' && !byOwner ? pool.confidence - 0.2 : pool.confidence,
  });
}

function pick(
  equal: readonly CrmRecord[],
  { rule, kind, confidence }: { rule: Settings['deals']['strategy']; kind: string; confidence: number },
): DealChoice {
  const [deal, ...others] = [...equal].sort(byLatestChange);
  if (!deal) return { deal: null, skips: [] };
  const name = nameOf(deal);
  if (others.length === 0)
    return { deal, rule, evidence: `${name} is the only ${kind}`, confidence, skips: [] };
  const evidence = `${name} is the most recently changed ${kind}, of ${equal.length}`;
  // Asked for the latest, there is nothing left to doubt; elsewhere the deals were equal.
  if (rule === 'most_recent') return { deal, rule, evidence, confidence, skips: [] };
  const skip = {
    what: 'deal',
    reason: `deal_tie: ${[deal, ...others].slice(0, TIE_SHOWN).map(nameOf).join(', ')}${
      others.length >= TIE_SHOWN ? ` and ${equal.length - TIE_SHOWN} more` : ''
    } fit equally; the most recently changed one was taken`,
  };
  return { deal, rule, evidence, confidence: Math.round((confidence / 1.5) * 100) / 100, skips: [skip] };
}

const TIE_SHOWN = 5;

function noDeal({ ofContacts, ofCompanies, ofDomains }: DealCandidates, linkByDomain: boolean): DealChoice {
  const seen = [...ofContacts, ...(linkByDomain ? [...ofCompanies, ...ofDomains] : [])].length;
  const reason =
    seen > 0
      ? `${NO_OPEN_DEAL}: every deal of these contacts${linkByDomain ? ' and their companies' : ''} is closed`
      : `${NO_OPEN_DEAL}: these contacts${linkByDomain ? ' and their companies' : ''} have no deal`;
  return { deal: null, skips: [{ what: 'deal', reason }] };
}

/** Begins the reason of a conversation without a deal; one that appears later is linked then (`rematch`). */
export const NO_OPEN_DEAL = 'no_open_deal';

function nameOf({ id, properties }: CrmRecord): string {
  return `"${properties['dealname'] ?? id}"`;
}

function uniqueById(deals: readonly CrmRecord[]): CrmRecord[] {
  return [...new Map(deals.map((deal) => [deal.id, deal])).values()];
}

/** An unknown stage counts as open: the pipeline may have changed within the cache's ten minutes. */
function isClosed(stage: string | null | undefined, stages: ReadonlyMap<string, DealStage>): boolean {
  return stages.get(stage ?? '')?.closed ?? false;
}

/** Latest change first; the higher id breaks an exact tie so that every run picks the same deal. */
function byLatestChange(left: CrmRecord, right: CrmRecord): number {
  const changed = ({ properties }: CrmRecord) => Date.parse(properties['hs_lastmodifieddate'] ?? '') || 0;
  return changed(right) - changed(left) || Number(right.id) - Number(left.id);
}
