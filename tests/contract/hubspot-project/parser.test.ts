import { parserProblems } from '../../hubspot-project/checks/parser.ts';
import { plant, removePlanted, type Editor, type Json } from './plant.ts';

const APP = 'hubspot-app/app/app-hsmeta.json';
const CARD = 'hubspot-app/app/cards/contact-card-hsmeta.json';

const set = (file: string, path: string[], value: Json) => (edit: Editor) =>
  edit.json(file, (content) => {
    let at: Record<string, Json> = content;
    for (const key of path.slice(0, -1)) at = at[key] as Record<string, Json>;
    at[path.at(-1) ?? ''] = value;
  });

const MISTAKES: [string, (edit: Editor) => void, RegExp][] = [
  ['a duplicate uid', set(CARD, ['uid'], 'liveprompt_deal_card'), /Duplicate uid/],
  ['a uid with a space', set(CARD, ['uid'], 'my card'), /uid/],
  ['an unknown type', set(CARD, ['type'], 'crm-card'), /Unsupported type/],
  ['an extra top-level key', set(CARD, ['title'], 'x'), /Unexpected top-level/],
  ['invalid JSON', (edit) => edit.write(CARD, '{'), /Invalid JSON/],
  ['an unknown platform version', set('hsproject.json', ['platformVersion'], '2031.01'), /platform version/],
  ['a source folder that is not there', set('hsproject.json', ['srcDir'], 'src'), /srcDir/],
  ['no app', (edit) => edit.remove(APP), /must be a child of the 'app'/],
  [
    'a component in a folder that HubSpot never reads',
    (edit) => edit.write('hubspot-app/app/cards/parts/x-hsmeta.json', '{}'),
    /HubSpot reads no component in this folder/,
  ],
  [
    'a card in the folder of the app',
    (edit) => edit.write('hubspot-app/app/x-hsmeta.json', '{"uid":"x","type":"card","config":{}}'),
    /directory/,
  ],
  // From here on the schemas of our own speak: the parser alone lets these pass (hubspot-platform.md §7.4).
  ['an unknown location', set(CARD, ['config', 'location'], 'crm.record.left'), /location/],
  ['no object types', set(CARD, ['config', 'objectTypes'], []), /objectTypes/],
  ['an entrypoint elsewhere', set(CARD, ['config', 'entrypoint'], '/src/Card.tsx'), /entrypoint/],
  ['a marketplace app without OAuth', set(APP, ['config', 'auth', 'type'], 'static'), /auth/],
  [
    'a plain-text redirect',
    set(APP, ['config', 'auth', 'redirectUrls'], ['http://api.liveprompt.ai/x']),
    /redirectUrls/,
  ],
  [
    'a wildcard origin',
    set(APP, ['config', 'permittedUrls', 'fetch'], ['https://*.liveprompt.ai']),
    /permittedUrls/,
  ],
  [
    'a local origin',
    set(APP, ['config', 'permittedUrls', 'fetch'], ['https://localhost:3000']),
    /permittedUrls/,
  ],
  ['a misspelt key', set(APP, ['config', 'permitedUrls'], {}), /permitedUrls|additional/i],
];

let problems: string[][];

beforeAll(async () => {
  problems = await parserProblems([plant(() => undefined), ...MISTAKES.map(([, mistake]) => plant(mistake))]);
}, 60_000);

afterAll(removePlanted);

test('our own project has none', () => {
  expect(problems[0]).toEqual([]);
});

test.each(MISTAKES.map(([name, , words], index) => [name, words, index + 1] as const))(
  '%s is caught',
  (_name, words, index) => {
    expect(problems[index]?.join('\n')).toMatch(words);
  },
);
