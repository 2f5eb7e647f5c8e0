import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { projectRoot } from '../../hubspot-project/paths.ts';
import { freePorts } from '../../support/freePorts.ts';
import type { Role } from '../../support/productProcesses.ts';

/** How long a stop may take (contract §5). */
const STOP_MS = 15_000;

/** One place in the fleet: a process of the built product, replaced as soon as it is gone. */
export interface Supervised {
  readonly role: Role;
  readonly url: string;
  /** Milliseconds since the process that runs now was started. */
  age(): number;
  kill(): Promise<void>;
  /** SIGTERM; answers what is wrong with the way it ended, if anything. */
  stop(): Promise<string | undefined>;
  /** Ends it for good. */
  end(): Promise<void>;
  /** The one that runs now. */
  child(): ChildProcess;
}

export interface SuperviseOptions {
  port?: number | undefined;
  /** Arguments of node itself; given any, the process can be talked to (`child().send`). */
  nodeArgs?: readonly string[] | undefined;
}

export async function supervise(
  role: Role,
  environment: NodeJS.ProcessEnv,
  said: (line: string) => void,
  { port, nodeArgs = [] }: SuperviseOptions = {},
): Promise<Supervised> {
  const at = port ?? (await freePorts(1))[0] ?? 0;
  let child: ChildProcess;
  let since = 0;
  const start = (): void => {
    since = performance.now();
    child = spawn(process.execPath, [...nodeArgs, '.build/server/main.js'], {
      cwd: projectRoot(),
      stdio: ['ignore', 'pipe', 'pipe', ...(nodeArgs.length > 0 ? (['ipc'] as const) : [])],
      env: { ...process.env, ...environment, ROLE: role, PORT: String(at) },
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => said(chunk.toString('utf8')));
  };
  const gone = async (signal: NodeJS.Signals): Promise<number | null> => {
    // Nobody aims at a process that is on its way out.
    since = Infinity;
    const exit = once(child, 'exit');
    child.kill(signal);
    const [code] = (await exit) as [number | null];
    return code;
  };
  start();
  return {
    role,
    url: `http://127.0.0.1:${at}`,
    age: () => performance.now() - since,
    async kill() {
      await gone('SIGKILL');
      start();
    },
    async stop() {
      const asked = performance.now();
      const code = await gone('SIGTERM');
      const took = Math.round(performance.now() - asked);
      start();
      if (code !== 0) return `${role} ended with ${code ?? 'a signal'} on SIGTERM`;
      return took > STOP_MS ? `${role} took ${took} ms to stop` : undefined;
    },
    async end() {
      await gone('SIGKILL');
    },
    child: () => child,
  };
}
