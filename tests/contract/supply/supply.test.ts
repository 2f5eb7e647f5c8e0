import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../hubspot-project/paths.ts';
import { licencesPage, packagesInUse, type Lock } from '../../supply/licences.ts';

const read = (...path: string[]) => readFileSync(join(projectRoot(), ...path), 'utf8');
const lock = JSON.parse(read('package-lock.json')) as Lock;

/** Licences that ask for nothing but to be named. A package under another one needs a decision, not a line here. */
const ALLOWED = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0'];

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  allowScripts?: Record<string, boolean>;
}

describe('supply chain', () => {
  it('runs on packages whose licences only ask to be named', () => {
    const used = packagesInUse(lock);
    expect(used.length).toBeGreaterThan(100);
    expect(used.filter(({ licence }) => !ALLOWED.includes(licence))).toEqual([]);
  });

  it('lists them as they are in the lock file: run npm run docs:licences when this is red', () => {
    expect(read('server', 'docs', 'licences.md')).toBe(licencesPage(lock));
  });

  it.each(['package.json', 'hubspot-app/app/package.json', 'tests/sandbox/preview/package.json'])(
    'pins every version in %s',
    (file) => {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(read(file)) as Manifest;
      const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
        // A major of types alone says which runtime they describe.
        ([name, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) && name !== '@types/node',
      );
      expect(loose).toEqual([]);
    },
  );

  it('runs no script of a package at install, and names those that ask for it', () => {
    const asking = Object.entries(lock.packages)
      .filter(([path, { hasInstallScript }]) => path !== '' && hasInstallScript === true)
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    const { allowScripts = {} } = JSON.parse(read('package.json')) as Manifest;
    expect(asking.filter((name) => allowScripts[name] !== false && name !== 'fsevents')).toEqual([]);
  });
});
