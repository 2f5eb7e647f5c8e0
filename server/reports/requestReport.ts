import type { ReportRequestRow } from '../../shared/reports.ts';
import { fold } from '../stages/fold.ts';
import type { CountedFigures } from './figures.ts';

/** A row whose accounts have no names yet. */
export type UnnamedRequest = Omit<ReportRequestRow, 'accounts'> & { accounts: string[] };

/**
 * Features that were asked for: the same words in another spelling are one request, shown as it was said last; a
 * conversation that says it twice asks once. Most conversations first, then the latest. Pure.
 * @param conversations newest first.
 */
export function requestReport(conversations: readonly CountedFigures[]): UnnamedRequest[] {
  const groups = new Map<string, UnnamedRequest & { companies: Set<string> }>();
  for (const { requests, companies, startedAt } of conversations) {
    const asked = new Map(requests.map((title) => [fold(title), title]));
    for (const [key, title] of asked) {
      const group = groups.get(key) ?? {
        title,
        conversations: 0,
        lastAt: startedAt.toISOString(),
        accountCount: 0,
        accounts: [],
        companies: new Set<string>(),
      };
      groups.set(key, group);
      group.conversations += 1;
      for (const id of companies) group.companies.add(id);
    }
  }
  return [...groups.values()]
    .sort(
      (left, right) => right.conversations - left.conversations || right.lastAt.localeCompare(left.lastAt),
    )
    .map(({ companies, ...row }) => ({
      ...row,
      accountCount: companies.size,
      accounts: [...companies],
    }));
}
