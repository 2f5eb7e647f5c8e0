import type { CardQualification, CustomerInsights } from '../../shared/card.ts';
import type { AskingConversation } from '../cards/asking.ts';
import { plainText } from '../text/plainText.ts';

/** What a conversation says of a customer that is kept as properties of a record. */
export interface SaidFact {
  /** As people call it. */
  what: string;
  /** The properties that belong together: they come from one conversation, and a person owns all or none. */
  names: readonly string[];
  /** Their values in that order; null when the conversation says nothing of it. Empty ones are cleared. */
  says: (said: CustomerInsights) => readonly string[] | null;
  /** The first conversation that says it keeps it, and it is only written where nothing stands. */
  firstWins?: true;
}

const SATISFACTION: SaidFact = {
  what: 'Satisfaction',
  names: ['liveprompt_satisfaction'],
  says: ({ satisfaction }) => (satisfaction === null ? null : [String(satisfaction)]),
};

const RISK: SaidFact = {
  what: 'Renewal risk',
  names: ['liveprompt_renewal_risk', 'liveprompt_renewal_risk_reasons'],
  says: ({ risk }) => risk && [risk.level, risk.reasons.join('\n')],
};

/** Each item of the checklist is a fact of its own: one conversation finds out the budget, another who decides. */
function item(name: string, read: (checklist: CardQualification) => string | null): SaidFact {
  return {
    what: 'Qualification',
    names: [name],
    says: ({ qualification }) => {
      const value = qualification && read(qualification);
      return value === null ? null : [value];
    },
  };
}

const yesNo = (value: boolean | null): string | null => (value === null ? null : value ? 'yes' : 'no');

const QUALIFICATION: readonly SaidFact[] = [
  item('liveprompt_fit_score', ({ fitScore }) => (fitScore === null ? null : String(fitScore))),
  item('liveprompt_qualified_budget', ({ budget }) => yesNo(budget)),
  item('liveprompt_qualified_authority', ({ authority }) => yesNo(authority)),
  item('liveprompt_qualified_need', ({ need }) => yesNo(need)),
  item('liveprompt_qualified_timeline', ({ timeline }) => timeline),
];

const CAMPAIGN: SaidFact = {
  what: 'Campaign',
  names: ['liveprompt_campaign_source', 'liveprompt_campaign_medium', 'liveprompt_campaign_name'],
  says: ({ campaign }) => campaign && [campaign.source, campaign.medium, campaign.name],
  firstWins: true,
};

/** By record type; what no conversation says costs nothing. */
export const SAID_FACTS: Readonly<Partial<Record<string, readonly SaidFact[]>>> = {
  contacts: [SATISFACTION, RISK, ...QUALIFICATION, CAMPAIGN],
  companies: [SATISFACTION, RISK],
  deals: [RISK],
};

/** Whether a conversation says something that a company may be told of. */
export function speaksOfAccount(said: CustomerInsights): boolean {
  return said.satisfaction !== null || said.risk !== null || said.requests.length > 0;
}

export const REQUESTS_NAME = 'liveprompt_feature_requests';

/**
 * What an account asked for, most asked first, one line each: `Export to CSV (3 conversations)`. Counted over its
 * conversations as they are now, so that an edited or deleted one leaves the count right.
 */
export function requestLines(conversations: readonly AskingConversation[]): string {
  const counts = new Map<string, { title: string; count: number; key: string }>();
  for (const { requests } of conversations)
    for (const { key, title } of requests) {
      const known = counts.get(key);
      counts.set(key, { key, title: known?.title ?? title, count: (known?.count ?? 0) + 1 });
    }
  const lines = [...counts.values()]
    .sort((left, right) => right.count - left.count || (left.key < right.key ? -1 : 1))
    .map(({ title, count }) => (count === 1 ? title : `${title} (${count} conversations)`));
  return plainText(lines.join('\n'));
}
