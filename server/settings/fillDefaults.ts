import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings.ts';

/** A document that was saved before an option existed has that option's default. */
export function fillDefaults(stored: Partial<Settings>): Settings {
  return fill(DEFAULT_SETTINGS, stored) as Settings;
}

function fill(defaults: unknown, stored: unknown): unknown {
  if (stored === undefined) return defaults;
  if (!isSection(defaults) || !isSection(stored)) return stored;
  const filled = Object.entries(defaults).map(([key, value]) => [key, fill(value, stored[key])]);
  return { ...stored, ...Object.fromEntries(filled) };
}

function isSection(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
