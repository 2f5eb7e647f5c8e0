import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readJestReport } from './jestReport.ts';
import type { Outcome, Step } from './step.types.ts';

/** No step takes half of this on two cores; one that hangs must not hang the whole run. */
const LIMIT_MS = 480_000;

/**
 * Runs one step in the checkout's root and judges it. Never throws.
 * @param store `mongodb://…` that its tests use; undefined: an embedded engine in each test file.
 */
export async function runStep(root: string, step: Step, store: string | undefined): Promise<Outcome> {
  const began = performance.now();
  const { code, output } = await execute(root, step, store);
  const seconds = (performance.now() - began) / 1_000;
  return { step, ...judge(root, step, code), seconds, output };
}

function execute(
  root: string,
  step: Step,
  store: string | undefined,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...step.command], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LIMIT_MS,
      env: store === undefined ? process.env : { ...process.env, TEST_MONGODB_URI: store },
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.on('close', (code, signal) => {
      const ending = signal === null ? '' : `\nended by ${signal} (the limit is ${LIMIT_MS / 1_000} s)\n`;
      resolve({ code: code ?? 1, output: output + ending });
    });
  });
}

function judge(root: string, step: Step, code: number): Pick<Outcome, 'passed' | 'failed' | 'skipped'> {
  const single = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] };
  if (step.report === undefined) return single;
  try {
    const counts = readJestReport(readFileSync(step.report, 'utf8'), root);
    // Jest also fails for what is no test: an open handle, a threshold, a worker that died.
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    // No report: jest did not get as far as its tests.
    return { passed: 0, failed: 1, skipped: [] };
  }
}
