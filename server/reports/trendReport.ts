import type { ReportTotals, ReportTrendRow } from '../../shared/reports.ts';
import type { CountedFigures } from './figures.ts';
import { bucketAt, type Period } from './period.ts';

class Tally {
  conversations = 0;
  minutes = 0;
  scored = 0;
  private score = 0;
  private readonly companies = new Set<string>();

  add(one: CountedFigures): void {
    this.conversations += 1;
    this.minutes += one.minutes ?? 0;
    for (const id of one.companies) this.companies.add(id);
    if (one.score === null) return;
    this.scored += 1;
    this.score += one.score;
  }

  figures(): Omit<ReportTotals, 'requests'> {
    const { conversations, minutes, scored } = this;
    const averageScore = scored === 0 ? null : Math.round(this.score / scored);
    return { conversations, minutes, accounts: this.companies.size, averageScore };
  }
}

/** Conversations, minutes, accounts and score: over the whole period, and by week or month. Pure. */
export function trendReport(
  conversations: readonly CountedFigures[],
  period: Period,
): { totals: Omit<ReportTotals, 'requests'>; trend: ReportTrendRow[] } {
  const whole = new Tally();
  const parts = period.buckets.map(({ start }) => ({ start, tally: new Tally() }));
  for (const one of conversations) {
    whole.add(one);
    parts[bucketAt(period, one.startedAt)]?.tally.add(one);
  }
  return {
    totals: whole.figures(),
    trend: parts.map(({ start, tally }) => ({ start, ...tally.figures(), scored: tally.scored })),
  };
}
