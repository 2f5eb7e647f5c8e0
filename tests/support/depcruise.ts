import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../hubspot-project/paths.ts';

const run = promisify(execFile);

export interface LayeringReport {
  modules: number;
  /** `rule: from → to` for every import that goes the wrong way. */
  violations: string[];
}

interface CruiseResult {
  summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
}

/** Holds the files under `folders` of `root` against the rules in `.dependency-cruiser.cjs`. */
export async function cruise(root: string, folders: readonly string[]): Promise<LayeringReport> {
  const project = projectRoot();
  const { stdout } = await run(
    process.execPath,
    [
      join(project, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      ...['--config', join(project, '.dependency-cruiser.cjs'), '--output-type', 'json'],
      ...folders,
    ],
    { cwd: root, maxBuffer: 64 * 1_024 * 1_024 },
  );
  const { summary } = JSON.parse(stdout) as CruiseResult;
  return {
    modules: summary.totalCruised,
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
}
