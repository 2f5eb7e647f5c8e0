import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** `server/docs` of the checkout or image the process was started in: the guides are read from there as they are. */
export function docsFolder(from = process.cwd()): string {
  const here = join(from, 'server', 'docs');
  if (existsSync(here)) return here;
  const parent = dirname(from);
  if (parent === from) throw new Error('No server/docs in the working directory or above it.');
  return docsFolder(parent);
}
