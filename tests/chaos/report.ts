/** What a kind of run has to say; `npm run chaos` prints them as JSON and fails when one has breaches. */
export interface Report {
  run: string;
  /** Counts and times, by name. */
  figures: Record<string, number | string>;
  breaches: string[];
}

/** Adds up what parts of one run found: numbers are summed, times are the longest. */
export function merged(parts: readonly Report[]): Report[] {
  const byRun = new Map<string, Report>();
  for (const { run, figures, breaches } of parts) {
    const whole = byRun.get(run) ?? { run, figures: {}, breaches: [] };
    for (const [name, value] of Object.entries(figures)) {
      const before = whole.figures[name];
      whole.figures[name] =
        typeof value !== 'number' || typeof before !== 'number'
          ? value
          : name.endsWith('seconds')
            ? Math.max(before, value)
            : before + value;
    }
    whole.breaches.push(...breaches);
    byRun.set(run, whole);
  }
  return [...byRun.values()];
}

export const secondsSince = (start: number): number => Math.round((performance.now() - start) / 100) / 10;

/** A list of breaches that says each one on stderr as it comes: a long run should not keep bad news to itself. */
export function watched(): string[] {
  const breaches: string[] = [];
  const push = breaches.push.bind(breaches);
  breaches.push = (...items) => {
    for (const item of items) process.stderr.write(`${item.slice(0, LINE)}\n`);
    return push(...items);
  };
  return breaches;
}

const LINE = 600;
