import { callApi, type ApiAnswer, type Problem } from '@liveprompt/kit';
import type {
  CardConversation,
  CardData,
  CardName,
  ConversationKind,
  ConversationSummary,
  DealCardData,
  LinkAnswer,
  LinkSuggestion,
  TaskAnswer,
} from '#shared/card.ts';
import type { ProposalState } from '#shared/proposal.ts';
import { texts } from './texts.ts';

export type CardContent = CardData & Partial<Pick<DealCardData, 'deal'>>;
/** `''`: of every kind. */
export type KindFilter = ConversationKind | '';
export type ProposalVerb = 'approve' | 'reject' | 'undo';

export interface CardPage {
  cursor?: string;
  kind?: KindFilter;
}

/** One page of a card, 10 conversations (contract §4). */
export async function fetchCard(
  card: CardName,
  objectId: number,
  { cursor, kind }: CardPage = {},
): Promise<ApiAnswer<CardContent>> {
  const more = [
    cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`,
    kind ? `&kind=${kind}` : '',
  ];
  const answer = await callApi<CardContent>(`/cards/${card}?objectId=${objectId}${more.join('')}`, {
    expects: ['state', 'conversations', 'tasks'],
  });
  // A newer server may know states that this card does not.
  if (answer.ok && !Object.hasOwn(texts.states, answer.body.state))
    return { ok: false, problem: unknownState };
  return answer;
}

const unknownState: Problem = { kind: 'failed', code: '', message: texts.error.unknown, issues: [] };

export function setTaskDone(taskId: string, done: boolean): Promise<ApiAnswer<TaskAnswer>> {
  return callApi(`/tasks/${taskId}`, { method: 'POST', body: { done }, expects: ['tasks'] });
}

export function decideProposal(
  id: string,
  verb: ProposalVerb,
): Promise<ApiAnswer<{ state: ProposalState; message: string | null }>> {
  return callApi(`/proposals/${encodeURIComponent(id)}/${verb}`, {
    method: 'POST',
    body: {},
    expects: ['state'],
  });
}

export function syncAgain(sessionId: string): Promise<ApiAnswer<{ sessionId: string }>> {
  return callApi(`/syncs/${encodeURIComponent(sessionId)}/retry`, {
    method: 'POST',
    body: {},
    expects: ['sessionId'],
  });
}

/** Takes a conversation off the record it was linked to, or with `toId` moves it to another one. */
export function correctLink(
  { sessionId, matchedBy: { record } }: CardConversation,
  toId: string | undefined,
): Promise<ApiAnswer<LinkAnswer>> {
  const wish = toId === undefined ? { action: 'unlink' } : { action: 'move', toId };
  const body = { sessionId, objectType: record.type, objectId: record.id, ...wish };
  return callApi('/links', { method: 'POST', body, expects: ['sessionId'] });
}

export function fetchSuggestions(
  conversation: CardConversation,
): Promise<ApiAnswer<{ items: LinkSuggestion[] }>> {
  const session = encodeURIComponent(conversation.sessionId);
  return callApi(`/links/suggestions?sessionId=${session}&${onRecord(conversation)}`, { expects: ['items'] });
}

export function fetchSummary(
  conversation: CardConversation,
  cursor?: string,
): Promise<ApiAnswer<ConversationSummary>> {
  const page = cursor === undefined ? '' : `&cursor=${cursor}`;
  const session = encodeURIComponent(conversation.sessionId);
  return callApi(`/conversations/${session}?${onRecord(conversation)}${page}`, { expects: ['blocks'] });
}

function onRecord({ matchedBy: { record } }: CardConversation): string {
  return `objectType=${record.type}&objectId=${record.id}`;
}
