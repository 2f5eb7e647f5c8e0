import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, UI_DIR } from '../../hubspot-project/paths.ts';

const root = projectRoot();
const version = (packageDir: string, name: string): string =>
  (
    JSON.parse(readFileSync(join(root, packageDir, 'node_modules', name, 'package.json'), 'utf8')) as {
      version: string;
    }
  ).version;

test('React is 18.3.1 where the cards live, as their SDK pins it, and nowhere above', () => {
  expect(version(UI_DIR, 'react')).toBe('18.3.1');
  expect(existsSync(join(root, 'node_modules', 'react'))).toBe(false);
});

test.each(['react', 'react-reconciler', '@remote-ui/core', '@remote-ui/react', '@remote-ui/rpc'])(
  'the preview runs the cards with the same %s',
  (name) => {
    expect(version('tests/sandbox/preview', name)).toBe(version(UI_DIR, name));
  },
);
