import { SPACELESS } from './person.ts';

/** What a text says where a person was named who no longer wants to be. */
export const ERASED = '[erased]';

/** Replaces every needle in a text, as a whole word and in any case. Longest first: a name before its parts. */
export function createScrubber(needles: readonly string[]): (text: string) => string {
  const longestFirst = [...new Set(needles)].sort((left, right) => right.length - left.length);
  if (longestFirst.length === 0) return (text) => text;
  const pattern = new RegExp(longestFirst.map(asWord).join('|'), 'giu');
  return (text) => text.replace(pattern, ERASED);
}

/** Not \b: it knows ASCII only. Scripts that put no spaces between words have no edges to look for. */
function asWord(needle: string): string {
  const escaped = needle.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  return SPACELESS.test(needle) ? escaped : `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`;
}

/** The same for every text inside a value; dates and the like stay as they are. */
export function scrubDeep<T>(value: T, scrub: (text: string) => string): T {
  if (typeof value === 'string') return scrub(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => scrubDeep(one, scrub)) as T;
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, scrubDeep<unknown>(one, scrub)]),
  ) as T;
}
