import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';

/**
 * What a store runs on. `external` was given by URI, `mongod` was found on this machine, `memory-server`
 * was downloaded, `embedded` is the small wire server in this process (design.md "The store").
 */
export type EngineKind = 'external' | 'mongod' | 'memory-server' | 'embedded';

export interface Engine {
  readonly uri: string;
  readonly kind: EngineKind;
  readonly notForProduction: boolean;
  /** One sentence for the first line of the log. Never the URI: it may hold a password. */
  describe(): string;
  stop(): Promise<void>;
}

export interface EngineOptions {
  /** `MONGODB_URI`; when given, nothing is started. */
  readonly uri?: string | undefined;
  /** `MONGOMS_SYSTEM_BINARY`: path of a mongod. */
  readonly systemBinary?: string | undefined;
  /** Go straight to one kind, without trying those before it. */
  readonly prefer?: Exclude<EngineKind, 'external'> | undefined;
  readonly clock: Clock;
}

const SENTENCES: Readonly<Record<EngineKind, string>> = {
  external: 'Store: the MongoDB of MONGODB_URI.',
  mongod: 'Store: a temporary mongod found on this machine, not for production (set MONGODB_URI).',
  'memory-server': 'Store: a temporary downloaded mongod, not for production (set MONGODB_URI).',
  embedded: 'Store: the embedded in-memory store, not for production (set MONGODB_URI).',
};

function engine(kind: EngineKind, uri: string, stop: () => Promise<void>): Engine {
  return { uri, kind, notForProduction: kind !== 'external', describe: () => SENTENCES[kind], stop };
}

/** Both engines are loaded only when they are started, so that production never reads their code. */
async function startEmbedded(clock: Clock): Promise<Engine> {
  const { startEmbeddedServer } = await import('./embedded/server.ts');
  const server = await startEmbeddedServer(clock);
  return engine('embedded', server.uri, () => server.stop());
}

async function startMongod(
  kind: 'mongod' | 'memory-server',
  systemBinary: string | undefined,
): Promise<Engine | undefined> {
  const { findMongod, fetchMongod, runMongod } = await import('./temporary-mongod.ts');
  const binary = kind === 'mongod' ? await findMongod(systemBinary) : await fetchMongod();
  if (binary === undefined) return undefined;
  const mongod = await runMongod(binary);
  return engine(kind, mongod.uri, () => mongod.stop());
}

/**
 * Gives the store an engine: the URI, else a mongod of this machine, else a downloaded one, else the
 * embedded server. A download that is blocked costs at most 3 s.
 * @throws AppError when `prefer` names a mongod that cannot be had, or a mongod that was found does not start.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { uri, systemBinary, prefer, clock } = options;
  if (uri !== undefined) return engine('external', uri, () => Promise.resolve());
  if (prefer === 'embedded') return startEmbedded(clock);
  const kinds = prefer === undefined ? (['mongod', 'memory-server'] as const) : [prefer];
  for (const kind of kinds) {
    const started = await startMongod(kind, systemBinary);
    if (started) return started;
  }
  if (prefer === undefined) return startEmbedded(clock);
  throw new AppError({
    code: 'store_engine',
    kind: 'final',
    message: `The store cannot start, because this machine has no ${prefer}.`,
    action: 'Set MONGODB_URI, or start without naming an engine.',
  });
}
