import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { UI_PACKAGES } from './paths.ts';

/**
 * Gives a copy of the UI packages what `npm ci` would: everything from the registry as it is installed in
 * `from`, and our own packages from the copy itself, or a fault in them would go unseen.
 */
export function linkModules(from: string, to: string): void {
  const installed = join(from, 'node_modules');
  mkdirSync(join(to, 'node_modules', '@liveprompt'), { recursive: true });
  for (const name of readdirSync(installed)) {
    if (name.startsWith('liveprompt-') || name === '@liveprompt') continue;
    symlinkSync(join(installed, name), join(to, 'node_modules', name));
  }
  const [kit = ''] = UI_PACKAGES;
  symlinkSync(join(to, kit), join(to, 'node_modules', '@liveprompt', 'kit'));
}
