/** `npm test`: every check there is. `-- --verbose` shows the output of the steps that pass as well. */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './hubspot-project/paths.ts';
import { findStore } from './run/findStore.ts';
import { runStep } from './run/runStep.ts';
import type { Outcome } from './run/step.types.ts';
import { stepsOf } from './run/steps.ts';
import { heading, lastLine, skippedLines } from './run/words.ts';

const root = projectRoot();
const verbose = process.argv.includes('--verbose');
const reports = await mkdtemp(join(tmpdir(), 'liveprompt-test-'));
const waiting = stepsOf(reports);
const outcomes: Outcome[] = [];
const began = performance.now();

const store = await findStore(process.env);
process.stdout.write(`Store: the tests run on ${store.name}.\n`);

async function workThrough(): Promise<void> {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const outcome = await runStep(root, step, store.uri);
    outcomes.push(outcome);
    process.stdout.write(`${heading(outcome)}\n`);
    if (verbose || outcome.failed > 0) process.stdout.write(`${outcome.output.trimEnd()}\n\n`);
  }
}

try {
  // One more than cores: integration tests wait for answers a quarter of their time. Browsers come last, beside little.
  const lanes = Math.min(5, availableParallelism() + 1);
  await Promise.all(Array.from({ length: lanes }, workThrough));
} finally {
  await rm(reports, { recursive: true, force: true });
  await store.stop();
}

for (const line of skippedLines(outcomes)) process.stdout.write(`${line}\n`);
process.stdout.write(`${((performance.now() - began) / 1_000).toFixed(0)} s in all\n`);
process.stdout.write(`${lastLine(outcomes)}\n`);
process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0;
