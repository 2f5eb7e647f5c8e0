import type { CardInsights, CardSpoken, RecordInsights } from '../../shared/card.ts';
import type { Session } from '../../shared/session.ts';
import { NOTHING_SAID } from '../insights/nothingSaid.ts';
import { saidOf } from '../insights/saidOf.ts';
import { plainText } from '../text/plainText.ts';
import type { ConversationDocument } from './conversations.ts';
import { customerOf, type Saying } from './customer.ts';

/** Ten conversations full of the longest texts must fit into the megabyte HubSpot lets through. */
const MAX_ITEMS = 20;
const MAX_TEXT = 240;

/** What came up in a conversation, as the cards will show it. Pure. */
export function insightsOf(session: Session): CardInsights {
  const { insights } = session;
  return {
    ...saidOf(session),
    competitors: (insights?.competitors ?? [])
      .filter(({ name }) => name.trim() !== '')
      .slice(0, MAX_ITEMS)
      .map(({ name, at_seconds, quote }) => ({
        name: plainText(name, 80),
        atSeconds: at_seconds ?? null,
        quote: quote?.trim() ? plainText(quote, MAX_TEXT) : null,
      })),
    objections: (insights?.objections ?? [])
      .filter(({ text }) => text.trim() !== '')
      .slice(0, MAX_ITEMS)
      .map(({ text, at_seconds, resolved }) => ({
        text: plainText(text, MAX_TEXT),
        atSeconds: at_seconds ?? null,
        answered: resolved === true,
      })),
    budget: budgetOf(insights?.budget),
  };
}

/**
 * What came up over several conversations, newest first. Said again is said once: the newest conversation
 * decides whether an objection is answered and what the budget is. Pure.
 * @param asked in how many conversations of the record each feature request came up, where more than these are known.
 */
export function recordInsights(
  newestFirst: readonly ConversationDocument[],
  asked: ReadonlyMap<string, number> = new Map(),
): RecordInsights {
  const competitors = new Map<string, RecordInsights['competitors'][number]>();
  const objections = new Map<string, RecordInsights['objections'][number]>();
  let budget: RecordInsights['budget'] = null;

  for (const { insights, sessionId, startedAt } of newestFirst) {
    const spoken: CardSpoken = { sessionId, startedAt: startedAt.toISOString() };
    for (const competitor of insights.competitors) {
      const known = competitors.get(sameWords(competitor.name));
      if (known) known.mentions += 1;
      else competitors.set(sameWords(competitor.name), { ...competitor, ...spoken, mentions: 1 });
    }
    for (const objection of insights.objections) {
      const known = objections.get(sameWords(objection.text));
      if (!known) objections.set(sameWords(objection.text), { ...objection, ...spoken });
    }
    if (!budget && insights.budget) budget = { ...insights.budget, ...spoken };
  }
  return {
    competitors: [...competitors.values()].slice(0, MAX_ITEMS),
    objections: [...objections.values()].sort(openFirst).slice(0, 2 * MAX_ITEMS),
    budget,
    ...customerOf(newestFirst.map(toSaying), asked),
  };
}

/** Those from before it was kept say nothing. */
function toSaying({ insights, sessionId, startedAt }: ConversationDocument): Saying {
  return { said: { ...NOTHING_SAID, ...insights }, sessionId, startedAt: startedAt.toISOString() };
}

function budgetOf(budget: NonNullable<Session['insights']>['budget']): CardInsights['budget'] {
  if (!budget || (budget.min === undefined && budget.max === undefined)) return null;
  return {
    min: budget.min ?? null,
    max: budget.max ?? null,
    currency: budget.currency ?? null,
    confirmed: budget.confirmed === true,
  };
}

function openFirst(left: { answered: boolean }, right: { answered: boolean }): number {
  return Number(left.answered) - Number(right.answered);
}

function sameWords(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}
