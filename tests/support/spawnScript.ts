import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { projectRoot } from '../hubspot-project/paths.ts';

export interface Script {
  child: ChildProcess;
  /** Ends it by the signal and waits until it is gone. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** Runs a TypeScript file of the checkout as a process of its own. */
export function spawnScript(file: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Script {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: projectRoot(),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  return {
    child,
    async end(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}

/** Resolves with the number of the line `port N` that the script prints when it is ready. */
export function portOf({ child }: Script): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const port = /^port (\d+)$/m.exec(text)?.[1];
      if (port) resolve(Number(port));
    });
    child.once('exit', () => reject(new Error(`the script ended without a port: ${text.slice(0, 500)}`)));
  });
}
