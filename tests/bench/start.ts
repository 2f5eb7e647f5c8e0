import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectRoot } from '../hubspot-project/paths.ts';
import { freePorts } from '../support/freePorts.ts';
import { portOf, spawnScript } from '../support/spawnScript.ts';
import { median } from './median.ts';

export interface StartFigures {
  medianMs: number;
  runs: number;
}

/** Spawn of the built product until `/readyz` answers 200, on a store that runs (performance.md §3, goal 11). */
export async function measureStart(runs: number): Promise<StartFigures> {
  const cwd = projectRoot();
  execFileSync(process.execPath, ['tests/scripts/build-if-stale.mjs'], { cwd, stdio: 'ignore' });
  const store = spawnScript('tests/support/storeProcess.ts');
  try {
    const uri = `mongodb://127.0.0.1:${await portOf(store)}/start`;
    const took: number[] = [];
    for (let run = 0; run <= runs; run += 1) {
      const [port = 0] = await freePorts(1);
      const started = performance.now();
      const child = spawn(process.execPath, ['.build/server/main.js'], {
        cwd,
        stdio: 'ignore',
        env: { ...process.env, PORT: String(port), MONGODB_URI: uri, LOG_LEVEL: 'silent' },
      });
      while (!(await isReady(port))) await new Promise((resolve) => setTimeout(resolve, 5));
      // The first run reads the files from the disk for all.
      if (run > 0) took.push(performance.now() - started);
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
    return { medianMs: median(took), runs };
  } finally {
    await store.end();
  }
}

async function isReady(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
  return answer?.status === 200;
}
