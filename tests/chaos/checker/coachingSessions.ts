import { groupBy } from '../groupBy.ts';
import { wipedAfter, type Facts } from './facts.ts';
import type { Breach } from './history.types.ts';

const TYPE = 'coaching_sessions';

/**
 * V3, V7, V18 for records of the customer's own object: one for each conversation at the most, with the newest
 * version in it and linked to somebody once it is synced, and none of a deleted one.
 */
export function coachingSessionsAreRight({ history, expected }: Facts): Breach[] {
  const live = history.portals.flatMap(({ portalId, records }) =>
    (records[TYPE] ?? [])
      .filter(({ archived, createdBy }) => !archived && createdBy === 'app')
      .map((record) => ({ portalId, record, sessionId: record.properties['session_id'] ?? '' })),
  );
  const twins = [...groupBy(live, ({ portalId, sessionId }) => `${portalId} ${sessionId}`)]
    .filter(([, records]) => records.length > 1)
    .map(([name, records]): Breach => ({ rule: 'V3', what: `${name} has ${records.length} records` }));
  return [
    ...twins,
    ...expected.flatMap(({ key, orgId, session, row, deleted, at, portalId }): Breach[] => {
      const own = live.find((one) => one.portalId === portalId && one.sessionId === session.id);
      if (!own || wipedAfter(history, orgId, at)) return [];
      const name = `${key}: record ${own.record.id}`;
      if (deleted) return row?.state === 'removed' ? [{ rule: 'V18', what: `${name} is still there` }] : [];
      if (row?.state !== 'synced') return [];
      const title = own.record.properties['title'];
      return [
        ...(session.title !== undefined && title !== session.title
          ? [{ rule: 'V3' as const, what: `${name} should read "${session.title}", it reads "${title}"` }]
          : []),
        ...(own.record.associations.length === 0
          ? [{ rule: 'V7' as const, what: `${name} is linked with nobody` }]
          : []),
      ];
    }),
  ];
}
