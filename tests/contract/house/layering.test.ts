import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../hubspot-project/paths.ts';
import { cruise } from '../../support/depcruise.ts';

const NOTHING = 'export {};';

/** One breach of every rule: the file that commits it, its text, and what it should not have reached. */
const BREACHES: [rule: string, from: string, text: string, to: string][] = [
  ['intake-tier', 'server/intake/a.ts', "import '../http/b.ts';", 'server/http/b.ts'],
  ['sync-tier', 'server/sync/a.ts', "import '../intake/b.ts';", 'server/intake/b.ts'],
  ['installs-tier', 'server/queue/a.ts', "import '../cards/b.ts';", 'server/cards/b.ts'],
  ['hubspot-tier', 'server/hubspot/a.ts', "import '../installs/b.ts';", 'server/installs/b.ts'],
  ['store-tier', 'server/store/a.ts', "export type * from '../sync/b.ts';", 'server/sync/b.ts'],
  ['config-tier', 'server/config/a.ts', "import '../store/b.ts';", 'server/store/b.ts'],
  ['every-room-has-a-tier', 'server/attic/a.ts', "import '../store/b.ts';", 'server/store/b.ts'],
  ['nobody-imports-the-root', 'server/http/a.ts', "import '../compose.ts';", 'server/compose.ts'],
  ['leaves-stay-leaves', 'server/clock.ts', "import './store/b.ts';", 'server/store/b.ts'],
  ['product-never-imports-tests', 'server/audit/a.ts', "import '../../tests/b.ts';", 'tests/b.ts'],
  ['shared-is-a-leaf', 'shared/a.ts', "import 'node:fs';", 'fs'],
  ['cards-know-only-shared', 'hubspot-app/a.ts', "import '../server/errors.ts';", 'server/errors.ts'],
  ['extensions-stand-alone', 'hubspot-app/app/settings/a.ts', "import '../cards/b.ts';", 'app/cards/b.ts'],
  [
    'extensions-stand-alone',
    'hubspot-app/app/packages/kit/a.ts',
    "import '../../cards/b.ts';",
    'app/cards/b.ts',
  ],
  [
    'no-records-outside-records',
    'hubspot-app/app/pages/a.ts',
    "import '@hubspot/ui-extensions/crm';",
    '@hubspot/ui-extensions/crm',
  ],
  ['embedded-engines', 'server/store/c.ts', "import './embedded/b.ts';", 'server/store/embedded/b.ts'],
  [
    'embedded-engines',
    'server/store/d.ts',
    "import 'mongodb-memory-server-core';",
    'node_modules/mongodb-memory-server-core/',
  ],
  [
    'only-the-store-knows',
    'server/http/c.ts',
    "void import('../store/embedded/b.ts');",
    'server/store/embedded/b.ts',
  ],
  ['no-cycles', 'server/sync/c.ts', "import './d.ts';", 'server/sync/d.ts'],
  ['every-import-resolves', 'shared/c.ts', "import './nowhere.ts';", './nowhere.ts'],
];

/** What the breaches reach for, and the two loads of an embedded engine that are allowed. */
const BYSTANDERS: Record<string, string> = {
  ...Object.fromEntries(
    ['http', 'intake', 'sync', 'cards', 'installs', 'store', 'store/embedded'].map((room) => [
      `server/${room}/b.ts`,
      NOTHING,
    ]),
  ),
  'hubspot-app/app/cards/b.ts': "import '../packages/kit/b.ts';",
  'hubspot-app/app/packages/kit/b.ts': NOTHING,
  'server/compose.ts': NOTHING,
  'server/errors.ts': NOTHING,
  'server/sync/d.ts': "import './c.ts';",
  'server/store/allowed.ts': "void import('./embedded/b.ts');\nvoid import('mongodb-memory-server-core');",
  'tests/b.ts': NOTHING,
  'tsconfig.json': '{"compilerOptions":{"module":"NodeNext"}}',
};

describe('imports point one way', () => {
  it('in every file of the house', async () => {
    const report = await cruise(projectRoot(), ['server', 'shared', 'tests', 'hubspot-app/app']);
    expect(report.violations).toEqual([]);
    expect(report.modules).toBeGreaterThan(300);
  }, 60_000);

  describe('and a breach is found', () => {
    let root: string;
    let violations: string[];

    beforeAll(async () => {
      root = await mkdtemp(join(tmpdir(), 'layering-'));
      await symlink(join(projectRoot(), 'node_modules'), join(root, 'node_modules'));
      const files = { ...BYSTANDERS, ...Object.fromEntries(BREACHES.map(([, from, text]) => [from, text])) };
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(root, path)), { recursive: true });
        await writeFile(join(root, path), text);
      }
      ({ violations } = await cruise(root, ['server', 'shared', 'tests', 'hubspot-app']));
    }, 60_000);

    afterAll(() => rm(root, { recursive: true }));

    it.each(BREACHES)('%s: %s', (rule, from, _text, to) => {
      const found = violations.filter((violation) => violation.startsWith(rule));
      expect(found.some((violation) => violation.includes(`: ${from} → `) && violation.includes(to))).toBe(
        true,
      );
    });

    // A cycle is reported once, at the file it was met first.
    it('where there is one, and nowhere else', () => {
      const guilty = new Set(violations.map((violation) => /: (\S+) → /.exec(violation)?.[1]));
      expect(guilty).toEqual(new Set(BREACHES.map(([, from]) => from)));
    });
  });
});
