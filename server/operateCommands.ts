import { randomBytes } from 'node:crypto';
import { createAudit } from './audit/audit.ts';
import { createSeals } from './audit/seal.ts';
import { checkTrails, sealTrails } from './audit/sealTrails.ts';
import { systemClock } from './clock.ts';
import { COLLECTIONS } from './collections.ts';
import type { Config } from './config/environment.ts';
import { installs } from './installs/install.ts';
import { rotateKeys } from './installs/rotateKeys.ts';
import { createVault } from './installs/vault.ts';
import type { Store } from './store/store.ts';

interface CommandDeps {
  store: Store;
  config: Pick<Config, 'encryptionKeys'>;
}

interface Command {
  does: string;
  /** What was done, in sentences; `ok: false` makes the process end with 1. */
  run(deps: CommandDeps): Promise<{ ok: boolean; done: string }>;
}

/** What those who run the service do beside running it: `npm run operate -- <command>`. Each may be run at any time and again. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  indexes: {
    does: 'makes every index of every collection; run it before a new version starts',
    async run({ store }) {
      await store.ensureIndexes(COLLECTIONS);
      const indexes = COLLECTIONS.reduce((sum, one) => sum + one.indexes.length, 0);
      return { ok: true, done: `${indexes} indexes stand on ${COLLECTIONS.length} collections.` };
    },
  },
  'rotate-keys': {
    does: 'seals every HubSpot token and audit entry with the first key of TOKEN_ENCRYPTION_KEYS',
    async run({ store, config }) {
      const vault = createVault({ keys: config.encryptionKeys, randomBytes });
      const { rewrapped, unreadable } = await rotateKeys({ installs: store.collection(installs), vault });
      const { sealed, broken } = await sealTrails(store, {
        ...trails({ store, config }),
        unsealedToo: false,
      });
      const { unsealed } = await checkTrails(store, trails({ store, config }).verify);
      const [newest] = config.encryptionKeys;
      const done = [
        `${rewrapped} accounts and ${sealed} audit entries were sealed again with key ${newest?.kid ?? '?'}.`,
      ];
      if (unreadable > 0)
        done.push(
          `${unreadable} could not be opened: put the key they were sealed with back into TOKEN_ENCRYPTION_KEYS and run this again.`,
        );
      if (broken.length > 0) done.push(`The audit trail of ${broken.join(', ')} does not hold: ${LOOK}`);
      if (unsealed > 0)
        done.push(`${unsealed} audit entries have no seal that these keys can check: ${UNSEALED}`);
      const ok = unreadable === 0 && broken.length === 0;
      return { ok, done: [...done, ...(ok ? ['Older keys can be taken out now.'] : [])].join(' ') };
    },
  },
  'audit-seal': {
    does: 'seals audit entries of versions that did not; once, behind the update to this one',
    async run({ store, config }) {
      const { sealed, broken } = await sealTrails(store, { ...trails({ store, config }), unsealedToo: true });
      const done = [`${sealed} audit entries were sealed.`];
      if (broken.length > 0) done.push(`The audit trail of ${broken.join(', ')} does not hold: ${LOOK}`);
      return { ok: broken.length === 0, done: done.join(' ') };
    },
  },
  'audit-verify': {
    does: 'walks the audit trail of every organisation and says where one does not hold',
    async run({ store, config }) {
      const { organisations, entries, unsealed, broken } = await checkTrails(
        store,
        trails({ store, config }).verify,
      );
      const done = [`${entries} audit entries of ${organisations} organisations were looked at.`];
      for (const one of broken) done.push(`Broken: ${one}.`);
      if (broken.length > 0) done.push(LOOK);
      if (unsealed > 0) done.push(`${unsealed} have no seal that these keys can check: ${UNSEALED}`);
      const ok = broken.length === 0 && unsealed === 0;
      return { ok, done: [...done, ...(ok ? ['All of them hold.'] : [])].join('\n') };
    },
  },
};

const LOOK =
  'somebody changed the database beside the product, or it was restored in part; compare it with a backup or an export.';
const UNSEALED =
  'they are older than the seals (run audit-seal once), or their key was taken out of TOKEN_ENCRYPTION_KEYS too early. After both, somebody else wrote them.';

function trails({ store, config }: CommandDeps) {
  const seals = createSeals(config.encryptionKeys);
  return { seals, verify: createAudit({ store, clock: systemClock, seals }).verify };
}
