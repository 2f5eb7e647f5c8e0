import { randomBytes } from 'node:crypto';
import { systemClock } from './clock.ts';
import { COLLECTIONS } from './collections.ts';
import { BadEnvironment, readEnvironment, systemMongod } from './config/environment.ts';
import { installs } from './installs/install.ts';
import { rotateKeys } from './installs/rotateKeys.ts';
import { createVault } from './installs/vault.ts';
import { connectStore } from './store/connect.ts';
import { startEngine } from './store/engine.ts';
import type { Store } from './store/store.ts';
import type { Config } from './config/environment.ts';

interface Command {
  does: string;
  /** What was done, in a sentence; `ok: false` makes the process end with 1. */
  run(deps: { store: Store; config: Config }): Promise<{ ok: boolean; done: string }>;
}

/** What those who run the service do beside running it: `npm run operate -- <command>`. Each may be run at any time and again. */
const COMMANDS: Readonly<Record<string, Command>> = {
  indexes: {
    does: 'makes every index of every collection; run it before a new version starts',
    async run({ store }) {
      await store.ensureIndexes(COLLECTIONS);
      const indexes = COLLECTIONS.reduce((sum, one) => sum + one.indexes.length, 0);
      return { ok: true, done: `${indexes} indexes stand on ${COLLECTIONS.length} collections.` };
    },
  },
  'rotate-keys': {
    does: 'seals every HubSpot token with the first key of TOKEN_ENCRYPTION_KEYS',
    async run({ store, config }) {
      const vault = createVault({ keys: config.encryptionKeys, randomBytes });
      const { rewrapped, unreadable } = await rotateKeys({ installs: store.collection(installs), vault });
      const [newest] = config.encryptionKeys;
      const sealed = `${rewrapped} accounts were sealed again with key ${newest?.kid ?? '?'}.`;
      if (unreadable === 0) return { ok: true, done: `${sealed} Older keys can be taken out now.` };
      return {
        ok: false,
        done: `${sealed} ${unreadable} could not be opened: put the key they were sealed with back into TOKEN_ENCRYPTION_KEYS and run this again.`,
      };
    },
  },
};

async function main([name = '']: readonly string[]): Promise<number> {
  const command = COMMANDS[name];
  if (!command) {
    const lines = Object.entries(COMMANDS).map(([one, { does }]) => `  ${one.padEnd(12)} ${does}`);
    console.error(`Say what to do: npm run operate -- <command>\n${lines.join('\n')}`);
    return 2;
  }
  const config = readEnvironment();
  const engine = await startEngine({
    uri: config.mongodbUri,
    systemBinary: systemMongod(),
    clock: systemClock,
  });
  const store = await connectStore({ uri: engine.uri });
  try {
    const { ok, done } = await command.run({ store, config });
    console.log(done);
    return ok ? 0 : 1;
  } finally {
    await store.close();
    await engine.stop();
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof BadEnvironment ? error.message : error);
    process.exit(1);
  },
);
