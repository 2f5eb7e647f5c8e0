import type { ConversationDocument } from '../cards/conversations.ts';
import { engagementScore } from '../scoring/engagementScore.ts';
import { sessionUrl } from '../sessions/sessionUrl.ts';
import type { WorkflowAnswer } from './workflowCall.ts';

const DAY_MS = 86_400_000;

/** The outputs of "Get last conversation" from the newest two conversations of a record. Pure. */
export function lastConversationAnswer(
  [newest, before]: readonly ConversationDocument[],
  appUrl: string,
  now: Date,
): WorkflowAnswer {
  // Nothing failed: a workflow branches on it.
  if (!newest) return { state: 'SUCCESS', outputs: { result: 'no_conversation' } };
  const { facts, conversation, startedAt, sessionId } = newest;
  return {
    state: 'SUCCESS',
    outputs: {
      result: 'done',
      score: engagementScore(facts, before?.facts.startedAt ?? null).value,
      sentiment: facts.sentiment ?? undefined,
      duration_minutes: facts.durationMinutes ?? undefined,
      open_objections: facts.objectionsRaised - facts.objectionsResolved,
      kind: conversation.kind,
      days_since: Math.max(0, Math.floor((now.getTime() - startedAt.getTime()) / DAY_MS)),
      session_url: sessionUrl(appUrl, sessionId),
    },
  };
}
