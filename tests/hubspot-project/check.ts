/** `npm run hubspot:check`: is this what HubSpot would accept, build and list? Needs no account and no network. */
import { join } from 'node:path';
import { eventFileProblems, eventTextProblems } from './checks/appEvents.ts';
import { actionProblems, uidProblems, webhookProblems } from './checks/components.ts';
import { lockedToARegistry, misnamedComponents, missingFiles } from './checks/files.ts';
import { nameProblems } from './checks/listing.ts';
import { fetchProblems, redirectProblems, scopeProblems } from './checks/oneSource.ts';
import { parserProblems } from './checks/parser.ts';
import { bundleProblems, lintProblems, typeProblems } from './checks/tools.ts';
import { scopeCallProblems } from './checks/scopeCalls.ts';
import { uiComponentProblems } from './checks/uiComponents.ts';
import { dryUpload, uploadProblems } from './checks/upload.ts';
import { projectRoot, UI_DIR } from './paths.ts';
import { loadProject } from './project.ts';
import { stageProject } from './stageProject.ts';

const root = projectRoot();
const ui = join(root, UI_DIR);
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const project = loadProject(root);
const bundles = bundleProblems(project);
const variants = await Promise.all([stageProject(root, 'off'), stageProject(root, 'on')]);
const uploads = Promise.all(variants.map(dryUpload));

const checks: [name: string, problems: string[] | Promise<string[]>][] = [
  [
    'HubSpot’s parser accepts every component, without and with app events',
    parserProblems(variants).then((found) => found.flat()),
  ],
  [
    'an upload holds what belongs to it, without and with app events',
    uploads.then(([off, on]) => [
      ...(off ? uploadProblems(project, 'off', off) : []),
      ...(on ? uploadProblems(project, 'on', on) : []),
    ]),
  ],
  ['app events are those of shared/appEvents.ts', eventFileProblems(project)],
  ['texts of app events name what they declare', eventTextProblems()],
  ['webhooks are those that are handled', webhookProblems(project)],
  ['workflow actions call our routes and label what they name', actionProblems(project)],
  ['no uid has changed', uidProblems(project)],
  ['every component lies where HubSpot looks for it', misnamedComponents(project)],
  ['every file that a component names is there', missingFiles(project)],
  ['lock files name no registry', lockedToARegistry(project)],
  ['names keep the rules of the marketplace', nameProblems(project)],
  ['scopes equal shared/scopes.ts', scopeProblems(project)],
  ['scopes are those that calls need, and no others', scopeCallProblems()],
  ['redirect URLs are our callback route', redirectProblems(project)],
  ['cards and pages draw what the preview knows', uiComponentProblems(project)],
  ['cards and pages ask permitted origins only', fetchProblems(project)],
  [
    'types of the cards, pages, their tests and the preview',
    typeProblems(compiler, [ui, join(root, 'tests', 'ui'), join(root, 'tests', 'sandbox', 'preview')]),
  ],
  ['HubSpot’s lint rules', lintProblems(ui)],
  [
    'HubSpot’s bundler builds every card and page, none above its limit',
    bundles.then(({ problems }) => problems),
  ],
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
