import { relative } from 'node:path';
import { z } from 'zod';

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() }),
      ),
    }),
  ),
});

/** `describe` of tests that cannot run here, see tests/support/describeInBrowser.ts. */
const CANNOT_RUN_HERE = 'skipped: ';

export interface JestCounts {
  passed: number;
  failed: number;
  skipped: string[];
}

/**
 * Counts of a report of `jest --json`. A file that could not be loaded counts as one failed test. Skipped
 * are what jest left out and what says of itself that it cannot run here; neither is a pass.
 * @throws when the text is not such a report.
 */
export function readJestReport(text: string, root: string): JestCounts {
  const counts: JestCounts = { passed: 0, failed: 0, skipped: [] };
  for (const file of report.parse(JSON.parse(text)).testResults) {
    for (const { ancestorTitles, title, status } of file.assertionResults) {
      const left = ancestorTitles.some((ancestor) => ancestor.startsWith(CANNOT_RUN_HERE));
      if (status === 'failed') counts.failed += 1;
      else if (status === 'passed' && !left) counts.passed += 1;
      else counts.skipped.push([relative(root, file.name), ...ancestorTitles, title].join(' › '));
    }
    const someFailed = file.assertionResults.some(({ status }) => status === 'failed');
    if (file.status === 'failed' && !someFailed) counts.failed += 1;
  }
  return counts;
}
