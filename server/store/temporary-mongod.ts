import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { promisify } from 'node:util';

import { MongoMemoryReplSet } from 'mongodb-memory-server-core';
import { DryMongoBinary } from 'mongodb-memory-server-core/lib/util/DryMongoBinary.js';
import { MongoBinary } from 'mongodb-memory-server-core/lib/util/MongoBinary.js';
import { MongoBinaryDownloadUrl } from 'mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js';
import {
  ResolveConfigVariables,
  setDefaultValue,
} from 'mongodb-memory-server-core/lib/util/resolveConfig.js';

import { AppError } from '../errors.ts';

/** Milliseconds the download server may take to answer before it counts as blocked. */
const PROBE_MS = 2_000;

/**
 * Where a mongod is on this machine: the given path, else what the search path of the shell finds.
 * @throws AppError when the given path is no program: a named engine is never replaced by another.
 */
export async function findMongod(systemBinary: string | undefined): Promise<string | undefined> {
  if (systemBinary !== undefined) {
    await access(systemBinary, constants.X_OK).catch((cause: unknown) => {
      throw new AppError({
        code: 'store_binary',
        kind: 'final',
        message: 'The store cannot start, because MONGOMS_SYSTEM_BINARY names no program that can be run.',
        action: 'Correct MONGOMS_SYSTEM_BINARY or remove it.',
        cause,
      });
    });
    return systemBinary;
  }
  try {
    const finder = process.platform === 'win32' ? 'where' : 'which';
    const { stdout } = await promisify(execFile)(finder, ['mongod']);
    return /^\S.*$/m.exec(stdout)?.[0];
  } catch {
    // Not found is an exit code of the finder, not an event.
    return undefined;
  }
}

/**
 * The mongod that mongodb-memory-server keeps or can download; undefined where it cannot be had.
 * The package itself tries three times over about 7 s and waits 60 s for a silent network, so the server
 * is asked first, with a deadline, and the package then tries once.
 */
export async function fetchMongod({ probeMs = PROBE_MS } = {}): Promise<string | undefined> {
  try {
    const options = await DryMongoBinary.generateOptions({});
    const kept = await DryMongoBinary.locateBinary(options);
    if (kept !== undefined) return kept;
    const url = await new MongoBinaryDownloadUrl(options).getDownloadUrl();
    const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(probeMs) });
    if (!answer.ok) return undefined;
    setDefaultValue(ResolveConfigVariables.MAX_RETRIES, '1');
    return await MongoBinary.getPath({});
  } catch {
    // Blocked, silent, or no mongod is built for this platform: the next engine is taken.
    return undefined;
  }
}

/** Runs a mongod as a replica set of one, so that majority writes and retries are those of production. */
export async function runMongod(systemBinary: string): Promise<{ uri: string; stop(): Promise<void> }> {
  setDefaultValue(ResolveConfigVariables.SYSTEM_BINARY_VERSION_CHECK, 'false');
  const server = await MongoMemoryReplSet.create({
    binary: { systemBinary },
    replSet: { count: 1, ip: '127.0.0.1', storageEngine: 'wiredTiger' },
  });
  return {
    uri: server.getUri('liveprompt'),
    async stop() {
      await server.stop({ doCleanup: true });
    },
  };
}
