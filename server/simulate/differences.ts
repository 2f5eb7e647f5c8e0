import type { SimulatedDifference } from '../../shared/simulation.ts';
import type { Plan, PlannedSession, SessionPlan } from '../sync/plan.types.ts';
import type { DescribedWrite } from './describePlan.types.ts';
import type { NameOf } from './names.ts';

/** A plan and its writes in words, under one settings document. */
export interface Outcome {
  plan: Plan;
  writes: readonly DescribedWrite[];
  nameOf: NameOf;
}

/** What each conversation would lead to under one settings document and not under the other, in sentences. Pure. */
export function differencesOf(
  sessions: readonly PlannedSession[],
  proposed: Outcome,
  saved: Outcome,
): SimulatedDifference[] {
  const now = statements(saved);
  const then = statements(proposed);
  return sessions.flatMap(({ sessionId, session }) => {
    const before = now.get(sessionId) ?? new Map<string, string>();
    const after = then.get(sessionId) ?? new Map<string, string>();
    const added = [...after].flatMap(([key, text]) => (before.has(key) ? [] : [text]));
    const removed = [...before].flatMap(([key, text]) => (after.has(key) ? [] : [text]));
    if (!session || added.length + removed.length === 0) return [];
    const title = session.title ?? 'Conversation';
    return [{ sessionId, title, startedAt: new Date(session.started_at).toISOString(), added, removed }];
  });
}

/** Per conversation, sentences by what makes them the same: why a record is linked may differ, that it is linked may not. */
function statements({ plan, writes, nameOf }: Outcome): Map<string, Map<string, string>> {
  const bySession = new Map(plan.sessions.map((one) => [one.sessionId, standing(one, nameOf)]));
  for (const { sessionId, summary, sameAs } of writes)
    bySession.get(sessionId)?.set(sameAs ?? summary, summary);
  return bySession;
}

function standing({ outcome, links, skips }: SessionPlan, nameOf: NameOf): Map<string, string> {
  const said = new Map<string, string>();
  if (outcome === 'filtered') said.set('filtered', 'Nothing of it is in HubSpot.');
  for (const { ref, evidence } of links) said.set(ref, `Is linked to ${nameOf(ref)}: ${evidence}.`);
  for (const { what, reason } of skips)
    said.set(`${what} ${reason.split(':')[0]}`, `Skipped, ${what}: ${reason}.`);
  return said;
}
