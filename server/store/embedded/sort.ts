import { compareValues } from './compare.ts';
import { WireError } from './errors.ts';
import { matchableAt, valuesAt } from './paths.ts';
import { isDoc, typeOf } from './values.ts';

export interface SortKey {
  readonly parts: readonly string[];
  readonly direction: 1 | -1;
}

/** @throws WireError for anything but 1 and -1 ($meta sorts are not implemented). */
export function compileSort(spec: unknown): readonly SortKey[] {
  if (spec === undefined) return [];
  if (!isDoc(spec)) throw new WireError('TypeMismatch', 'the sort must be an object');
  return Object.entries(spec).map(([path, direction]) => {
    if (direction !== 1 && direction !== -1) {
      throw new WireError(
        'BadValue',
        `$sort key ordering must be 1 (for ascending) or -1 (for descending), at '${path}'`,
      );
    }
    if (path === '' || path.startsWith('$') || path.split('.').includes('')) {
      throw new WireError('BadValue', `the sort path '${path}' is not valid`);
    }
    return { parts: path.split('.'), direction };
  });
}

/** An array sorts by its smallest element ascending, by its largest descending; an empty one below null. */
function sortValue(doc: unknown, key: SortKey): { readonly empty: boolean; readonly value: unknown } {
  const raw = valuesAt(doc, key.parts);
  const only = raw[0];
  if (raw.length === 1 && !Array.isArray(only)) return { empty: false, value: only };
  if (raw.length === 1 && Array.isArray(only) && only.length === 0) return { empty: true, value: null };
  const candidates = matchableAt(doc, key.parts).filter(
    (value) => !raw.includes(value) || typeOf(value) !== 'array',
  );
  let best: unknown = candidates[0];
  for (const candidate of candidates) {
    if (compareValues(candidate, best) * key.direction < 0) best = candidate;
  }
  return { empty: false, value: best };
}

/** A stable comparison by all keys; documents equal in all of them keep their natural order. */
export function compareBySort(keys: readonly SortKey[]): (a: unknown, b: unknown) => number {
  return (a, b) => {
    for (const key of keys) {
      const left = sortValue(a, key);
      const right = sortValue(b, key);
      const result = Number(right.empty) - Number(left.empty) || compareValues(left.value, right.value);
      if (result !== 0) return result * key.direction;
    }
    return 0;
  };
}
