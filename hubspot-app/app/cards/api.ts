import { callApi, type ApiAnswer, type Problem } from '@liveprompt/kit';
import type { CardData, DealCardData } from '#shared/card.ts';
import { texts } from './texts.ts';

export type CardKind = 'contact' | 'deal';
export type CardContent = CardData & Partial<Pick<DealCardData, 'deal'>>;
export type CardAnswer = ApiAnswer<CardContent>;

/** One page of a card, 10 conversations (contract §4). */
export async function fetchCard(kind: CardKind, objectId: number, cursor?: string): Promise<CardAnswer> {
  const page = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  const answer = await callApi<CardContent>(`/cards/${kind}?objectId=${objectId}${page}`, {
    expects: ['state', 'conversations', 'tasks'],
  });
  // A newer server may know states that this card does not.
  if (answer.ok && !Object.hasOwn(texts.states, answer.body.state))
    return { ok: false, problem: unknownState };
  return answer;
}

const unknownState: Problem = { kind: 'failed', code: '', message: texts.error.unknown, issues: [] };
