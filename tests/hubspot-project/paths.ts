import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The checkout's root, found from the working directory: jest compiles to CommonJS, where `import.meta` is not. */
export function projectRoot(from = process.cwd()): string {
  if (existsSync(join(from, 'hsproject.json'))) return from;
  const parent = dirname(from);
  if (parent === from)
    throw new Error('No hsproject.json in this directory or above it. Run from the checkout.');
  return projectRoot(parent);
}

/** Where HubSpot looks for components: `srcDir` of hsproject.json, and `app/` inside it. */
export const SOURCE_DIR = 'hubspot-app';
export const UI_DIR = join(SOURCE_DIR, 'app');
export const CARDS_DIR = join(UI_DIR, 'cards');
/** Workspaces of the UI package: what they share, then one per kind of extension. */
export const UI_PACKAGES = ['packages/kit', 'cards', 'settings', 'pages'];
