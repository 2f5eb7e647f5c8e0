import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../hubspot-project/paths.ts';

/** Stands where the product stands, and needs a moment to stop. */
const STAND_IN = `
  process.once('SIGTERM', () => setTimeout(() => { console.log('stopped well'); process.exit(0); }, 50));
  setInterval(() => undefined, 1_000);
  console.log('up');
`;

it('npm start hands SIGTERM on, waits for the product, and ends as it ends', async () => {
  const { scripts } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const folder = mkdtempSync(join(tmpdir(), 'npm-start-'));
  try {
    mkdirSync(join(folder, '.build', 'server'), { recursive: true });
    writeFileSync(join(folder, '.build', 'server', 'main.js'), STAND_IN);
    const manifest = { name: 'stand-in', private: true, scripts: { start: scripts['start'] } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));

    const npm = spawn('npm', ['start', '--silent'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    const said: string[] = [];
    npm.stdout.on('data', (text: Buffer) => {
      said.push(String(text));
      if (String(text).includes('up')) npm.kill('SIGTERM');
    });
    const [code] = (await once(npm, 'close')) as [number | null];
    expect([code, said.join('')]).toEqual([0, 'up\nstopped well\n']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
