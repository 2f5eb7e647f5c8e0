import type { ReportAccountRow } from '../../shared/reports.ts';
import type { CountedFigures } from './figures.ts';

const DAY_MS = 86_400_000;

/** A row of which only HubSpot knows the name. */
export type Unnamed<T> = Omit<T, 'name' | 'url'>;

interface Group {
  conversations: number;
  minutes: number;
  first: number;
  last: number;
}

/** How often each company is spoken with, most conversations first, then the latest. Pure. */
export function accountReport(conversations: readonly CountedFigures[]): Unnamed<ReportAccountRow>[] {
  const groups = new Map<string, Group>();
  for (const { companies, startedAt, minutes } of conversations) {
    const at = startedAt.getTime();
    for (const id of companies) {
      const group = groups.get(id) ?? { conversations: 0, minutes: 0, first: at, last: at };
      groups.set(id, group);
      group.conversations += 1;
      group.minutes += minutes ?? 0;
      group.first = Math.min(group.first, at);
      group.last = Math.max(group.last, at);
    }
  }
  return [...groups]
    .sort(([, left], [, right]) => right.conversations - left.conversations || right.last - left.last)
    .map(([id, { conversations: count, minutes, first, last }]) => ({
      id,
      conversations: count,
      minutes,
      lastAt: new Date(last).toISOString(),
      averageGapDays: count < 2 ? null : Math.round(((last - first) / (count - 1) / DAY_MS) * 10) / 10,
    }));
}
