import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '../../hubspot-project/paths.ts';
import { takenPort } from '../../sandbox/demo/ports.ts';
import { freePorts } from '../../support/freePorts.ts';

jest.setTimeout(60_000);

const SOON_MS = 5_000;

/** A demo that a failed test leaves running would keep jest waiting for it. */
const started = new Set<ChildProcess>();
afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
});

/** `npm run demo` as a process of its own, on free ports. */
async function runDemo() {
  const root = projectRoot();
  const ports = await freePorts(3);
  const flags = ['--port', '--server-port', '--sandbox-port'].flatMap((flag, index) => [
    flag,
    String(ports[index]),
  ]);
  const start = () => {
    const command = ['--import', 'tsx', join(root, 'tests', 'sandbox', 'demo.ts'), ...flags];
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    started.add(child);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
    const hears = (words: string) =>
      new Promise<void>((resolve, reject) => {
        const look = () => {
          if (said.includes(words)) resolve();
        };
        child.stdout.on('data', look);
        void ended.then(() => {
          reject(new Error(`ended before it said “${words}”: ${said}`));
        });
        look();
      });
    return { child, ended, hears, said: () => said };
  };
  return { ports, start };
}

describe('npm run demo', () => {
  it('comes up with something to see, and Ctrl-C leaves nothing behind, with exit code 0', async () => {
    const { ports, start } = await runDemo();
    const demo = start();
    await demo.hears('Open http://127.0.0.1:');
    expect(demo.said()).toMatch(/^liveprompt for HubSpot: demo\. Starts a store/);
    expect(demo.said()).toContain('Store: ');

    const page = await fetch(`http://127.0.0.1:${ports[0]}/`);
    expect(await page.text()).toContain('<title>liveprompt for HubSpot: demo</title>');
    const john = await fetch(`http://127.0.0.1:${ports[0]}/demo/records/contacts/30001`);
    const { timeline } = (await john.json()) as { timeline: { kind: string }[] };
    const kinds = timeline.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== 'event').sort()).toEqual([
      'meeting',
      'meeting',
      'note',
      'note',
      'task',
      'task',
      'task',
    ]);
    expect(kinds).toContain('event');

    const asked = performance.now();
    demo.child.kill('SIGINT');
    // A terminal's Ctrl-C arrives twice: directly, and passed on by npm.
    demo.child.kill('SIGINT');
    expect(await demo.ended).toEqual([0, null]);
    expect(performance.now() - asked).toBeLessThan(SOON_MS);
    expect(await takenPort(ports)).toBeUndefined();
  });

  it('ends just as well when it is told to while it starts', async () => {
    const { ports, start } = await runDemo();
    const demo = start();
    await demo.hears('Local HubSpot: ');
    demo.child.kill('SIGTERM');
    expect(await demo.ended).toEqual([0, null]);
    expect(await takenPort(ports)).toBeUndefined();
  });

  it('says at once, in one sentence, that a port is taken, and starts nothing', async () => {
    const { ports, start } = await runDemo();
    const holder = createServer().listen(ports[1], '127.0.0.1');
    await once(holder, 'listening');
    const demo = start();
    const ended = await demo.ended;
    // Before anything can fail: a port that is still held keeps the test process alive.
    await once(holder.close(), 'close');
    expect(ended).toEqual([1, null]);
    expect(demo.said()).toContain(
      `Port ${ports[1]} is taken by another program: stop it, or choose another port with npm run demo -- --server-port`,
    );
    expect(demo.said()).not.toContain('Store: ');
  });
});
