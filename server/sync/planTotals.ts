import type { Session } from '../../shared/session.ts';
import type { TotalProperty } from '../../shared/totalProperties.ts';
import { durationMinutes } from '../scoring/facts.ts';
import type { Ref } from './ref.ts';
import type { CountedConversation, Snapshot } from './snapshot.types.ts';

/** What all conversations of a record add up to after this turn; nothing where there are none any more. Pure. */
export function totalValues(
  { ref, linked, sessionIds }: { ref: Ref; linked: readonly Session[]; sessionIds: readonly string[] },
  { counts }: Pick<Snapshot, 'counts'>,
): Record<TotalProperty, string> {
  const before = (counts.get(ref) ?? []).filter(({ sessionId }) => !sessionIds.includes(sessionId));
  const now = linked.map((session): CountedConversation => ({
    sessionId: session.id,
    minutes: durationMinutes(session),
    actionItems: session.action_items?.length ?? 0,
  }));
  const all = [...before, ...now];
  const total = (figure: (one: CountedConversation) => number) =>
    all.length === 0 ? '' : String(all.reduce((sum, one) => sum + figure(one), 0));
  return {
    liveprompt_conversations: total(() => 1),
    liveprompt_conversation_minutes: total(({ minutes }) => minutes ?? 0),
    liveprompt_action_items: total(({ actionItems }) => actionItems),
  };
}
