import { ENDPOINTS } from '../../../server/hubspot/endpoints.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../../shared/scopes.ts';
import { lockedToARegistry, misnamedComponents, missingFiles } from '../../hubspot-project/checks/files.ts';
import { nameProblems } from '../../hubspot-project/checks/listing.ts';
import { fetchProblems, redirectProblems, scopeProblems } from '../../hubspot-project/checks/oneSource.ts';
import { scopeCallProblems } from '../../hubspot-project/checks/scopeCalls.ts';
import { uiComponentProblems } from '../../hubspot-project/checks/uiComponents.ts';
import { projectRoot } from '../../hubspot-project/paths.ts';
import { loadProject, type Project } from '../../hubspot-project/project.ts';
import { plant, removePlanted, type Editor, type Json } from './plant.ts';

const APP = 'hubspot-app/app/app-hsmeta.json';
const CARD = 'hubspot-app/app/cards/contact-card-hsmeta.json';
const API = 'hubspot-app/app/packages/kit/callApi.ts';

const CHECKS: Record<string, (project: Project) => string[]> = {
  misnamedComponents,
  missingFiles,
  lockedToARegistry,
  nameProblems,
  scopeProblems,
  redirectProblems,
  fetchProblems,
  uiComponentProblems,
};

const config = (file: string, change: (config: Record<string, Json>) => void) => (edit: Editor) =>
  edit.json(file, (content) => change(content['config'] as Record<string, Json>));
const auth = (key: string, value: Json) =>
  config(APP, (app) => {
    (app['auth'] as Record<string, Json>)[key] = value;
  });

const MISTAKES: [string, keyof typeof CHECKS, (edit: Editor) => void, RegExp][] = [
  [
    'a component that the preview cannot show',
    'uiComponentProblems',
    (edit) =>
      edit.write(
        'hubspot-app/app/cards/parts/Odd.tsx',
        'import { Iframe, Text } from \'@hubspot/ui-extensions\';\nexport const Odd = () => <Iframe src="x"><Text>a</Text></Iframe>;\n',
      ),
    /Odd\.tsx: the preview does not know Iframe/,
  ],
  [
    'a component whose name HubSpot overlooks',
    'misnamedComponents',
    (edit) =>
      edit.write('hubspot-app/app/cards/other-card.json', '{"uid": "x", "type": "card", "config": {}}'),
    /other-card\.json/,
  ],
  [
    'a missing entrypoint',
    'missingFiles',
    (edit) => edit.remove('hubspot-app/app/cards/ContactCard.tsx'),
    /ContactCard/,
  ],
  ['a missing logo', 'missingFiles', (edit) => edit.remove('hubspot-app/app/logo.png'), /logo\.png/],
  [
    'a missing picture',
    'missingFiles',
    (edit) => edit.remove('hubspot-app/app/cards/assets/deal-card.png'),
    /deal-card/,
  ],
  [
    'a missing lock',
    'missingFiles',
    (edit) => edit.remove('hubspot-app/app/package-lock.json'),
    /package-lock/,
  ],
  [
    'a picture too large',
    'missingFiles',
    (edit) => edit.write('hubspot-app/app/cards/assets/deal-card.png', 'x'.repeat(5_000_001)),
    /larger than 5 MB/,
  ],
  [
    'a lock with a registry',
    'lockedToARegistry',
    (edit) =>
      edit.json('hubspot-app/app/package-lock.json', (lock) => (lock['resolved'] = 'https://npm.test/x.tgz')),
    /registry/,
  ],
  [
    'a borrowed name',
    'nameProblems',
    config(CARD, (card) => (card['name'] = 'liveprompt for HubSpot')),
    /borrows/,
  ],
  [
    'a name with a space at its end',
    'nameProblems',
    config(CARD, (card) => (card['name'] = 'liveprompt ')),
    /space/,
  ],
  [
    'a scope forgotten',
    'scopeProblems',
    auth('requiredScopes', ['oauth']),
    /crm\.objects\.contacts\.read is missing/,
  ],
  [
    'a scope too many',
    'scopeProblems',
    auth('requiredScopes', ['tickets']),
    /tickets in requiredScopes is not in/,
  ],
  [
    'another route',
    'redirectProblems',
    auth('redirectUrls', ['https://api.liveprompt.ai/callback']),
    /callback route/,
  ],
  ['no redirect', 'redirectProblems', auth('redirectUrls', []), /no redirect/],
  [
    'an origin that is not permitted',
    'fetchProblems',
    (edit) => edit.write('hubspot-app/app/cards/other.ts', "export const other = 'https://example.com/x';"),
    /other\.ts: https:\/\/example\.com is not/,
  ],
  [
    'a call with an address of its own',
    'fetchProblems',
    (edit) => edit.write('hubspot-app/app/cards/other.ts', 'void hubspot.fetch(url);'),
    /other\.ts: hubspot\.fetch must begin/,
  ],
  ['an origin nobody asks', 'fetchProblems', (edit) => edit.write(API, ''), /nobody asks the permitted/],
];

afterAll(removePlanted);

test.each(Object.entries(CHECKS))('our own project passes %s', (_name, check) => {
  expect(check(loadProject(projectRoot()))).toEqual([]);
});

test.each(MISTAKES)('%s is caught by %s', (_name, check, mistake, words) => {
  expect(CHECKS[check]?.(loadProject(plant(mistake))).join('\n')).toMatch(words);
});

const ASKED = [...REQUIRED_SCOPES, ...OPTIONAL_SCOPES];

test('scopes are those that calls need; one too few and one too many are found', () => {
  expect(scopeCallProblems()).toEqual([]);
  const fewer = ASKED.filter((scope) => scope !== 'crm.objects.owners.read');
  expect(scopeCallProblems(ENDPOINTS, fewer)).toEqual([
    'owners.list needs crm.objects.owners.read, which nobody asks for',
  ]);
  expect(scopeCallProblems(ENDPOINTS, [...ASKED, 'automation'])).toEqual(['no call needs automation']);
});
