import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildUi } from '../../hubspot-project/buildUi.ts';
import {
  bundleProblems,
  lintProblems,
  sizeProblems,
  typeProblems,
} from '../../hubspot-project/checks/tools.ts';
import { CARDS_DIR, projectRoot, UI_DIR } from '../../hubspot-project/paths.ts';
import { loadProject } from '../../hubspot-project/project.ts';
import { plant, removePlanted } from './plant.ts';

jest.setTimeout(120_000);
afterAll(removePlanted);

const BAD_CARD = `import { hubspot } from '@hubspot/ui-extensions';
import { Iframe } from '@hubspot/ui-extensions/experimental';
hubspot.extend<'crm.record.sidebar'>(() => <div><Iframe src="x" /></div>);
export const stored = () => localStorage.getItem('x');
export const asked = () => fetch('/x');
`;

test('HubSpot’s lint rules catch HTML, storage, native requests and experiments', async () => {
  const project = plant((edit) => edit.write(join(CARDS_DIR, 'BadCard.tsx'), BAD_CARD));
  const problems = (await lintProblems(join(project, UI_DIR))).join('\n');
  for (const rule of [
    'no-html-elements',
    'no-browser-storage',
    'no-native-http',
    'no-experimental-imports',
  ]) {
    expect(problems).toContain(rule);
  }
});

test('a misspelt property of a component is a type error', async () => {
  const card = `import { Text } from '@hubspot/ui-extensions';
export const Bad = () => <Text size="big">x</Text>;
`;
  const project = plant((edit) => edit.write(join(CARDS_DIR, 'parts', 'Bad.tsx'), card));
  const compiler = join(projectRoot(), 'node_modules', 'typescript', 'bin', 'tsc');
  const problems = await typeProblems(compiler, [join(project, UI_DIR)]);
  expect(problems.join('\n')).toMatch(/Bad\.tsx.*size/);
});

test('an import that the upload does not contain fails to build', async () => {
  const card = `import { hubspot } from '@hubspot/ui-extensions';
import { REQUIRED_SCOPES } from '../../../shared/scopes.ts';
hubspot.extend<'crm.record.sidebar'>(() => <>{REQUIRED_SCOPES.length}</>);
`;
  const project = loadProject(plant((edit) => edit.write(join(CARDS_DIR, 'ContactCard.tsx'), card)));
  const { problems } = await bundleProblems(project);
  expect(problems.join('\n')).toContain('shared/scopes.ts');
});

test('every bundle has its limit', () => {
  const bytes = {
    'DealCard.js': 20_000,
    'ContactCard.js': 20_001,
    'Pages.js': 46_501,
    'Settings.js': 35_501,
  };
  expect(sizeProblems(bytes)).toEqual([
    'ContactCard.js weighs 20001 bytes, more than 20000',
    'Pages.js weighs 46501 bytes, more than 46500',
    'Settings.js weighs 35501 bytes, more than 35500',
  ]);
});

test('buildUi leaves HubSpot’s production bundles, whatever NODE_ENV the caller has', async () => {
  const out = mkdtempSync(join(tmpdir(), 'built-ui-'));
  try {
    const bytes = await buildUi(out);
    expect(Object.keys(bytes).sort()).toEqual(
      ['Company', 'Contact', 'Deal', 'Ticket']
        .map((card) => `${card}Card.js`)
        .toSpliced(3, 0, 'Pages.js', 'Settings.js'),
    );
    const text = await readFile(join(out, 'ContactCard.js'), 'utf8');
    expect(bytes['ContactCard.js']).toBe(Buffer.byteLength(text));
    expect(text).toContain('https://api.liveprompt.ai');
    expect(text).not.toContain('react-jsx-runtime.development');
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});
