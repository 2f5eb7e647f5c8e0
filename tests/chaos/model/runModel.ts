import fc from 'fast-check';
import { shareOf, type ChaosOptions } from '../options.ts';
import { secondsSince, watched, type Report } from '../report.ts';
import { moves } from './moves.ts';
import { runHistory } from './runHistory.ts';

const MOVES_IN_A_HISTORY = 25;

/** `--model --runs N --seed S`: N moves in random histories; a broken one is printed with its seed, and shortened with `--shrink`. */
export async function runModel({ runs, seed, part, shrink, first }: ChaosOptions): Promise<Report> {
  const started = performance.now();
  const seeds = Array.from(
    { length: Math.ceil(runs / MOVES_IN_A_HISTORY) },
    (_, index) => seed * 100_003 + index,
  );
  const breaches = watched();
  let moved = 0;
  for (const one of shareOf(seeds, part)) {
    if (first && breaches.length > 0) break;
    const outcome = await fc.check(
      fc.asyncProperty(moves, async (history) => {
        const broken = await runHistory(history, one);
        if (broken.length > 0) throw new Error(broken.join('\n'));
      }),
      { seed: one, numRuns: 1, endOnFailure: !shrink, interruptAfterTimeLimit: 600_000 },
    );
    moved += MOVES_IN_A_HISTORY;
    if (!outcome.failed) continue;
    const [shortest] = outcome.counterexample ?? [[]];
    const said = outcome.errorInstance instanceof Error ? outcome.errorInstance.message : '';
    breaches.push(`history ${one}: ${said}\n  moves: ${JSON.stringify(shortest)}`);
  }
  return {
    run: 'model',
    figures: { histories: shareOf(seeds, part).length, moves: moved, seconds: secondsSince(started) },
    breaches,
  };
}
