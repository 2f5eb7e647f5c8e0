import type { Session } from '../../shared/session.ts';
import { movedTo, type LinkCorrection } from '../matching/corrections.ts';
import type { PlannedSession } from './plan.types.ts';
import type { TouchedRecord } from './planRecords.ts';
import { ref } from './ref.ts';

/**
 * Which conversations of a turn a plan will most likely link with which company, or take off it; told before deals
 * and merges are known. Pure.
 * @param employersOf companies of the people who took part, by contact or by domain.
 */
export function companiesTold(
  sessions: readonly PlannedSession[],
  employersOf: (session: Session) => readonly string[],
  corrections: ReadonlyMap<string, readonly LinkCorrection[]>,
): ReadonlyMap<string, TouchedRecord> {
  const told = new Map<string, TouchedRecord>();
  for (const { sessionId, session, links } of sessions) {
    const moved = movedTo(corrections.get(sessionId) ?? []).filter(
      ({ objectType }) => objectType === 'companies',
    );
    const now = new Set(session ? [...employersOf(session), ...moved.map(({ toId }) => toId)] : []);
    const before = links.flatMap(({ type, id }) => (type === 'companies' ? [id] : []));
    for (const id of new Set([...now, ...before])) {
      const touched = told.get(id) ?? { ref: ref('companies', id), linked: [], sessionIds: [] };
      touched.sessionIds.push(sessionId);
      if (session && now.has(id)) touched.linked.push(session);
      told.set(id, touched);
    }
  }
  return told;
}
