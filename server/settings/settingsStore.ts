import type { mongo } from 'mongoose';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings.ts';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import { isDuplicateKey } from '../store/connect.ts';
import { defineCollection } from '../store/store.ts';
import { fillDefaults } from './fillDefaults.ts';

/** The settings of one organisation. `_id` is the organisation id. */
export interface SettingsDocument {
  _id: string;
  orgId: string;
  settings: Settings;
  updatedAt: Date;
  updatedBy: string;
}

export const settingsCollection = defineCollection<SettingsDocument>({
  name: 'settings',
  tenant: 'orgId',
  indexes: [{ key: { orgId: 1 }, name: 'by_organisation' }],
});

export interface SettingsStore {
  /** The stored document, or the defaults at version 1. */
  read(orgId: string): Promise<Settings>;
  /** The same for many organisations in one read. */
  readAll(orgIds: readonly string[]): Promise<(orgId: string) => Settings>;
  /** Stores `settings` if its `version` is the current one, and answers it with the next version. Throws 409. */
  save(orgId: string, settings: Settings, by: string): Promise<Settings>;
}

export function createSettingsStore(deps: {
  settings: Pick<mongo.Collection<SettingsDocument>, 'find' | 'findOne' | 'findOneAndUpdate'>;
  clock: Clock;
}): SettingsStore {
  return {
    async read(orgId) {
      const stored = await deps.settings.findOne({ _id: orgId });
      return stored ? fillDefaults(stored.settings) : DEFAULT_SETTINGS;
    },
    async readAll(orgIds) {
      const found = await deps.settings.find({ _id: { $in: [...orgIds] } }).toArray();
      const stored = new Map(found.map(({ _id, settings }) => [_id, fillDefaults(settings)]));
      return (orgId) => stored.get(orgId) ?? DEFAULT_SETTINGS;
    },
    async save(orgId, settings, by) {
      const next = { ...settings, version: settings.version + 1 };
      const changed = { settings: next, updatedAt: deps.clock.now(), updatedBy: by };
      try {
        const saved = await deps.settings.findOneAndUpdate(
          { _id: orgId, 'settings.version': settings.version },
          { $set: changed, $setOnInsert: { orgId } },
          // Only the defaults have no row yet: any other version without a row is stale.
          { upsert: settings.version === DEFAULT_SETTINGS.version, returnDocument: 'after' },
        );
        if (saved) return saved.settings;
      } catch (error) {
        // The row exists at another version: the filter missed it and the upsert met its `_id`.
        if (!isDuplicateKey(error)) throw error;
      }
      throw new AppError({
        code: 'settings_version_stale',
        kind: 'final',
        status: 409,
        message: 'Someone else saved these settings after you opened them.',
        action: 'Load the settings again and repeat your change.',
      });
    },
  };
}
