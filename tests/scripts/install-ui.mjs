/**
 * Root `postinstall`: brings the nested packages that must keep React 18.3.1 to themselves
 * (hubspot-platform.md §0.11) to what their own lock files say. Skipped in production, where HubSpot and
 * not this machine builds the bundles, and where a package already is what its lock says.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PACKAGES = ['hubspot-app/app', 'tests/sandbox/preview'];

const isProduction = process.env.NODE_ENV === 'production' || process.env.npm_config_omit === 'dev';

/** What an install depends on; the lock decides the tree, package.json decides whether the lock fits. */
function fingerprint(directory) {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(directory, file)));
  return hash.digest('hex');
}

function npmCi(directory) {
  return new Promise((resolve, reject) => {
    const npm = process.env.npm_execpath
      ? { command: process.execPath, args: [process.env.npm_execpath] }
      : { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
    const child = spawn(
      npm.command,
      [
        ...npm.args,
        'ci',
        '--ignore-scripts',
        '--prefer-offline',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ],
      { cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let complaints = '';
    child.stderr.on('data', (chunk) => (complaints += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`npm ci in ${directory} ended with ${code}\n${complaints}`)),
    );
  });
}

async function install(name) {
  const directory = join(ROOT, name);
  if (!existsSync(join(directory, 'package-lock.json'))) return;
  const stamp = join(directory, 'node_modules', '.installed');
  const wanted = fingerprint(directory);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await npmCi(directory);
  // Written last: an install that was cut off leaves no stamp and is done again.
  writeFileSync(stamp, wanted);
}

if (!isProduction) {
  try {
    await Promise.all(PACKAGES.map(install));
  } catch (error) {
    process.stderr.write(
      `The UI packages could not be installed. Run npm install again.\n${error.message}\n`,
    );
    process.exitCode = 1;
  }
}
