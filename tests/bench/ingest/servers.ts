import { randomBytes } from 'node:crypto';
import { freePorts } from '../../support/freePorts.ts';
import { portOf, spawnScript, type Script } from '../../support/spawnScript.ts';

export interface IngestServer {
  port: number;
  script: Script;
}

export const SECRET_BYTES = randomBytes(32);
const SECRET = `whsec_${SECRET_BYTES.toString('base64')}`;
const READY_WITHIN_MS = 30_000;

export async function startReference(): Promise<IngestServer> {
  const script = spawnScript('tests/bench/ingest/reference.ts', [SECRET]);
  return { script, port: await portOf(script) };
}

export async function startStoreProcess(): Promise<IngestServer> {
  const script = spawnScript('tests/support/storeProcess.ts');
  return { script, port: await portOf(script) };
}

/** The product's web role as it is deployed: its own process, its store in another one. */
export async function startWeb(storePort: number, database: string): Promise<IngestServer> {
  const [port = 0] = await freePorts(1);
  const script = spawnScript('server/main.ts', [], {
    PORT: String(port),
    ROLE: 'web',
    MONGODB_URI: `mongodb://127.0.0.1:${storePort}/${database}`,
    LIVEPROMPT_WEBHOOK_SECRETS: SECRET,
    LOG_LEVEL: 'silent',
  });
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (ready?.status === 200) return { script, port };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the web role was not ready within ${READY_WITHIN_MS} ms`);
}
