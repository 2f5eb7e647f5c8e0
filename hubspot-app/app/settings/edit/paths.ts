import { isRecord, type Issue } from '@liveprompt/kit';
import type { Settings } from '#shared/settings.ts';

/** Values of the settings document by path: `sync.auto`, `mapping.custom.0.mode`. */
export function valueAt(settings: Settings, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), settings);
}

export function withValue(settings: Settings, path: string, value: unknown): Settings {
  return put(settings, path.split('.'), value) as Settings;
}

function put(node: unknown, [key = '', ...rest]: string[], value: unknown): unknown {
  const inner = (child: unknown) => (rest.length > 0 ? put(child, rest, value) : value);
  if (Array.isArray(node)) return node.map((item, index) => (String(index) === key ? inner(item) : item));
  const record = isRecord(node) ? node : {};
  return { ...record, [key]: inner(record[key]) };
}

/** Paths at which two documents differ; lists count as one value, the version as none. */
export function changedPaths(from: unknown, to: unknown, at = ''): string[] {
  if (isRecord(from) && isRecord(to) && !Array.isArray(to)) {
    return Object.keys(to).flatMap((key) =>
      changedPaths(from[key], to[key], at === '' ? key : `${at}.${key}`),
    );
  }
  return at === 'version' || JSON.stringify(from) === JSON.stringify(to) ? [] : [at];
}

/** What a person changed, put onto what somebody else saved meanwhile. */
export function rebased(mine: Settings, base: Settings, theirs: Settings): Settings {
  return changedPaths(base, mine).reduce(
    (merged, path) => withValue(merged, path, valueAt(mine, path)),
    theirs,
  );
}

/** What the server says about a value or something inside it. */
export function issuesAt(issues: readonly Issue[], path: string): Issue[] {
  return issues.filter((issue) => issue.path === path || issue.path.startsWith(`${path}.`));
}
