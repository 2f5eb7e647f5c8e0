import type { Outcome } from './step.types.ts';

const sum = (outcomes: readonly Outcome[], count: (outcome: Outcome) => number): number =>
  outcomes.reduce((total, outcome) => total + count(outcome), 0);

/** `ok    unit            212 tests    14.2 s` */
export function heading({ step, passed, failed, seconds }: Outcome): string {
  const tests = step.report === undefined ? '' : `${passed + failed} tests`;
  const verdict = failed === 0 ? 'ok  ' : 'FAIL';
  return `${verdict}  ${step.name.padEnd(14)}${tests.padStart(10)}${seconds.toFixed(1).padStart(8)} s`;
}

export function skippedLines(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap(({ skipped }) => skipped.map((name) => `skipped: ${name}`));
}

/** The plain line that a run ends with. */
export function lastLine(outcomes: readonly Outcome[]): string {
  const skipped = sum(outcomes, (outcome) => outcome.skipped.length);
  const line = `${sum(outcomes, ({ passed }) => passed)} passed, ${sum(outcomes, ({ failed }) => failed)} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
