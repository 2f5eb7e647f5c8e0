import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

jest.setTimeout(60_000);

const CANARY = 'canary-that-must-never-be-printed-0123456789';

/** `npm start` without the compile step: the same entry, run from source. */
function start(environment: NodeJS.ProcessEnv): { child: ChildProcess; output: () => string } {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: { ...(PATH ? { PATH } : {}), ...(HOME ? { HOME } : {}), ...environment },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, output: () => text };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

async function untilReady(port: number): Promise<void> {
  const until = Date.now() + 30_000;
  while (Date.now() < until) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (ready?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('not ready within 30 s');
}

describe('the process', () => {
  it('starts with every role, is ready, and ends with 0 on SIGTERM', async () => {
    const port = await freePort();
    const { child, output } = start({ PORT: String(port), LOG_LEVEL: 'info' });
    await untilReady(port);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toContain('process_cpu');
    const [first = ''] = output().split('\n');
    expect(first).toContain('not for production');
    const asked = Date.now();
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
    expect(Date.now() - asked).toBeLessThan(15_000);
  });

  it('stops in production with one message that names every bad variable and prints no value', async () => {
    const { child, output } = start({
      NODE_ENV: 'production',
      PORT: 'many',
      HUBSPOT_APP_ID: CANARY,
      HUBSPOT_CLIENT_SECRET: CANARY,
      LIVEPROMPT_WEBHOOK_SECRETS: `whsec_!${CANARY}`,
      TOKEN_ENCRYPTION_KEYS: `k1:${CANARY}`,
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(1);
    for (const name of [
      'PORT',
      'HUBSPOT_CLIENT_ID',
      'HUBSPOT_APP_ID',
      'LIVEPROMPT_WEBHOOK_SECRETS',
      'LIVEPROMPT_API_SECRET',
      'TOKEN_ENCRYPTION_KEYS',
      'MONGODB_URI',
    ]) {
      expect(output()).toContain(name);
    }
    expect(output()).not.toContain(CANARY);
  });
});
