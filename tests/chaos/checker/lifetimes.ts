import { groupBy } from '../groupBy.ts';
import { linkOf, type Activity, type Facts } from './facts.ts';
import type { Breach } from './history.types.ts';

/**
 * V3, V4: nothing is doubled, not even until a sweep takes the surplus away; people see it meanwhile. Only what
 * reached HubSpot later than the quarantine lasts may live that long (reliability.md §3 "Sweep").
 */
export function nothingIsDoubledForAWhile({ history, ours }: Facts): Breach[] {
  if (history.lateSurplus) return [];
  const twins = groupBy(ours, ({ portalId, record }) => `${portalId} ${record.type} ${linkOf(record) ?? ''}`);
  return [...twins].flatMap(([name, lives]): Breach[] => {
    const [first, second] = overlapping(lives);
    return first && second
      ? [
          {
            rule: first.part === 'activity' ? 'V3' : 'V4',
            what: `${name} was there twice at once: ${first.record.id} and, from ${second.record.createdAt} on, ${second.record.id}`,
          },
        ]
      : [];
  });
}

function overlapping(lives: readonly Activity[]): readonly Activity[] {
  const inOrder = [...lives].sort((a, b) => (a.record.createdAt < b.record.createdAt ? -1 : 1));
  for (const [index, { record }] of inOrder.entries()) {
    const next = inOrder[index + 1];
    if (next && (record.archivedAt === undefined || next.record.createdAt < record.archivedAt))
      return inOrder.slice(index, index + 2);
  }
  return [];
}
