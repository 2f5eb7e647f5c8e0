/** What an audit entry says of a change: only the values that differ, by their path. */
export interface Changes {
  before: Record<string, string>;
  after: Record<string, string>;
}

const MAX_LENGTH = 200;
/** An address is a person's: the trail says which one to somebody who knows it, and to nobody else. */
const ADDRESS = /^([^@\s])[^@\s]*(@[^@\s]+)$/;

/**
 * Compares two documents leaf by leaf. Lists of words say what left and what came; lists of rules are
 * compared place by place. Pure.
 */
export function changedValues(before: unknown, after: unknown): Changes {
  const changes: Changes = { before: {}, after: {} };
  compare('', before, after, changes);
  return changes;
}

function compare(path: string, before: unknown, after: unknown, changes: Changes): void {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (isRecord(before) && isRecord(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      compare(path === '' ? key : `${path}.${key}`, before[key], after[key], changes);
  } else if (isWords(before) && isWords(after)) {
    const [left, came] = [without(before, after), without(after, before)];
    const reordered = left.length + came.length === 0;
    note(path, reordered ? before : left, reordered ? after : came, changes);
  } else if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index += 1)
      compareItem(`${path}.${index}`, before[index], after[index], changes);
  } else {
    note(path, before, after, changes);
  }
}

/** One rule of a list is told as a whole: half a rule says nothing. */
function compareItem(path: string, before: unknown, after: unknown, changes: Changes): void {
  if (JSON.stringify(before) !== JSON.stringify(after)) note(path, before, after, changes);
}

function note(path: string, before: unknown, after: unknown, changes: Changes): void {
  changes.before[path] = shortText(before);
  changes.after[path] = shortText(after);
}

function shortText(value: unknown): string {
  const text = textOf(value);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value.replace(ADDRESS, '$1…$2');
  if (isWords(value)) return value.map(textOf).join(', ');
  return JSON.stringify(value);
}

function without(list: readonly string[], other: readonly string[]): string[] {
  return list.filter((word) => !other.includes(word));
}

function isWords(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
