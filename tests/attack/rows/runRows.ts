import { spawnSync } from 'node:child_process';
import { secondsSince, type Report } from '../../chaos/report.ts';
import { projectRoot } from '../../hubspot-project/paths.ts';
import { attackRows } from './rows.ts';

interface JestOutcome {
  numTotalTests: number;
  testResults: { name: string; assertionResults: { fullName: string; status: string }[]; message: string }[];
}

/** Runs every test that `server/docs/attacks.md` names. */
export function runRows(): Promise<Report> {
  const started = performance.now();
  const rows = attackRows();
  const files = [...new Set(rows.flatMap(({ tests }) => tests))];
  const { stdout } = spawnSync(
    process.execPath,
    ['node_modules/jest/bin/jest.js', '--json', '--maxWorkers=2', '--runTestsByPath', ...files],
    {
      cwd: projectRoot(),
      encoding: 'utf8',
      maxBuffer: 256 * 1_024 * 1_024,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const outcome = JSON.parse(stdout.slice(stdout.indexOf('{'))) as JestOutcome;
  const failed = outcome.testResults.flatMap(({ name, assertionResults, message }) => {
    const tests = assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => fullName);
    return tests.length > 0
      ? tests
      : assertionResults.length === 0
        ? [`${name}: ${message.slice(0, 300)}`]
        : [];
  });
  return Promise.resolve({
    run: 'rows',
    figures: {
      rows: rows.length,
      files: files.length,
      tests: outcome.numTotalTests,
      seconds: secondsSince(started),
    },
    breaches: failed,
  });
}
