/** `npm run hubspot:check`: is this what HubSpot would accept, build and list? Needs no account and no network. */
import { join } from 'node:path';
import { lockedToARegistry, misnamedComponents, missingFiles } from './checks/files.ts';
import { nameProblems } from './checks/listing.ts';
import { fetchProblems, redirectProblems, scopeProblems } from './checks/oneSource.ts';
import { parserProblems } from './checks/parser.ts';
import { bundleProblems, lintProblems, typeProblems } from './checks/tools.ts';
import { projectRoot, UI_DIR } from './paths.ts';
import { loadProject } from './project.ts';

const root = projectRoot();
const ui = join(root, UI_DIR);
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const project = loadProject(root);
const bundles = bundleProblems(project);

const checks: [name: string, problems: string[] | Promise<string[]>][] = [
  ['HubSpot’s parser accepts every component', parserProblems([root]).then((found) => found.flat())],
  ['every component lies where HubSpot looks for it', misnamedComponents(project)],
  ['every file that a component names is there', missingFiles(project)],
  ['lock files name no registry', lockedToARegistry(project)],
  ['names keep the rules of the marketplace', nameProblems(project)],
  ['scopes equal shared/scopes.ts', scopeProblems(project)],
  ['redirect URLs are our callback route', redirectProblems(project)],
  ['cards and pages ask permitted origins only', fetchProblems(project)],
  [
    'types of the cards, pages, their tests and the preview',
    typeProblems(compiler, [ui, join(root, 'tests', 'ui'), join(root, 'tests', 'sandbox', 'preview')]),
  ],
  ['HubSpot’s lint rules', lintProblems(ui)],
  ['HubSpot’s bundler builds every card and page, 20 kB at most', bundles.then(({ problems }) => problems)],
];

let failed = 0;
for (const [name, pending] of checks) {
  const problems = await pending;
  if (problems.length > 0) failed += 1;
  process.stdout.write(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name}\n`);
  for (const problem of problems) process.stdout.write(`     ${problem}\n`);
}
const { bytes } = await bundles;
for (const [bundle, size] of Object.entries(bytes)) process.stdout.write(`     ${bundle}: ${size} bytes\n`);
process.stdout.write(`${checks.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
