import { join } from 'node:path';
import type { Step } from './step.types.ts';

const bin = (path: string): string => join('node_modules', path);

/**
 * A project runs in one process: steps run beside each other, and their number fills the cores.
 * @param shard `1/3`: one part of a project that would take longer than everything beside it.
 */
const jest = (project: string, reports: string, shard?: string): Step => {
  const name = shard === undefined ? project : `${project} ${shard}`;
  const report = join(reports, `${name.replace(/\W/g, '-')}.json`);
  return {
    name,
    command: [
      bin('jest/bin/jest.js'),
      ...['--selectProjects', project, '--maxWorkers=1'],
      ...(shard === undefined ? [] : [`--shard=${shard}`]),
      ...['--json', `--outputFile=${report}`],
    ],
    report,
  };
};

/**
 * What `npm test` runs, in the order in which the steps begin: what fails most often and answers soonest
 * comes first, and the long ones are not left for the end, when nothing runs beside them.
 * Layering, endpoints and the layout of the house are contract tests; the types of the cards, their tests and
 * their preview are part of `hubspot:check`, those of the demo's page a step of their own.
 * @param reports an existing directory for jest's reports.
 */
export function stepsOf(reports: string): Step[] {
  const cache = bin('.cache');
  return [
    {
      name: 'types',
      command: [
        bin('typescript/bin/tsc'),
        ...['-p', 'tsconfig.json', '--pretty', 'false'],
        ...['--incremental', '--tsBuildInfoFile', join(cache, 'tsc', 'root.tsbuildinfo')],
      ],
    },
    jest('unit', reports),
    ...['1/3', '2/3', '3/3'].map((shard) => jest('integration', reports, shard)),
    {
      name: 'lint',
      command: [
        bin('eslint/bin/eslint.js'),
        ...['.', '--max-warnings', '0', '--no-color'],
        // By content: a fresh checkout gives every file a new date.
        ...['--cache', '--cache-strategy', 'content', '--cache-location', join(cache, 'eslint', '/')],
      ],
    },
    {
      name: 'format',
      command: [
        bin('prettier/bin/prettier.cjs'),
        ...['--check', '.', '--log-level', 'warn'],
        ...['--cache', '--cache-strategy', 'content', '--cache-location', join(cache, 'prettier', 'cache')],
      ],
    },
    { name: 'knip', command: [bin('knip/bin/knip.js'), '--no-progress'] },
    jest('contract', reports),
    { name: 'hubspot:check', command: ['--import', 'tsx', 'tests/hubspot-project/check.ts'] },
    {
      name: 'page types',
      command: [bin('typescript/bin/tsc'), '-p', 'tests/sandbox/demo/page', '--pretty', 'false'],
    },
    jest('ui', reports),
    jest('browser', reports),
  ];
}
