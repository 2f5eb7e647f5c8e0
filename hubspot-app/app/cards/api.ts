import { callApi, unreachable, type ApiAnswer, type ApiCall } from '@liveprompt/kit';
import type { ConversationSummary, LinkAnswer, LinkSuggestion, TaskAnswer } from '#shared/card.ts';
import type { CardAnswer, ConversationView } from '#shared/cardView.ts';
import type { ProposalState } from '#shared/proposal.ts';

/** One page of a card, 10 conversations (contract §4); `more` names the next one, or a kind of conversation. */
export async function fetchCard(path: string, more = ''): Promise<ApiAnswer<CardAnswer>> {
  const answer = await callApi<CardAnswer>(`/cards/${path}${more}`, { expects: ['view'] });
  // Something between us and HubSpot that answers in our form, but without words, must not blank the card.
  const worded: Partial<CardAnswer['view']> | null = answer.ok ? answer.body.view : null;
  return answer.ok && !(worded?.words && worded.tasks) ? { ok: false, problem: unreachable() } : answer;
}

/** Whatever a person presses may arrive twice, so its address and body say what shall be, never what to change. */
function post<T>(path: `/${string}`, expects: ApiCall<T>['expects'], body = {}): Promise<ApiAnswer<T>> {
  return callApi(path, { method: 'POST', body, expects });
}

export const setTaskDone = (id: string, done: boolean) =>
  post<TaskAnswer>(`/tasks/${id}`, ['tasks'], { done });

export interface Decision {
  state: ProposalState;
  message: string | null;
}

export const decideProposal = (id: string, verb: string) =>
  post<Decision>(`/proposals/${encodeURIComponent(id)}/${verb}`, ['state']);

export const syncAgain = (sessionId: string) =>
  post<LinkAnswer>(`/syncs/${encodeURIComponent(sessionId)}/retry`, ['sessionId']);

/** Takes a conversation off the record it was linked to, or with `toId` moves it to another one. */
export function correctLink({ sessionId, record }: ConversationView, toId: string | undefined) {
  const wish = toId === undefined ? { action: 'unlink' } : { action: 'move', toId };
  return post<LinkAnswer>('/links', ['sessionId'], {
    sessionId,
    objectType: record.type,
    objectId: record.id,
    ...wish,
  });
}

export function fetchSuggestions(conversation: ConversationView) {
  return callApi<{ items: LinkSuggestion[] }>(
    `/links/suggestions?sessionId=${encodeURIComponent(conversation.sessionId)}&${onRecord(conversation)}`,
    { expects: ['items'] },
  );
}

export function fetchSummary(conversation: ConversationView, reading: string, cursor: string | undefined) {
  const page = cursor ? `&cursor=${cursor}` : '';
  return callApi<ConversationSummary>(
    `/conversations/${encodeURIComponent(conversation.sessionId)}?${onRecord(conversation)}${reading}${page}`,
    { expects: ['blocks'] },
  );
}

const onRecord = ({ record }: ConversationView) => `objectType=${record.type}&objectId=${record.id}`;
