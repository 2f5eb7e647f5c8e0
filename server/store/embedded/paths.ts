import { fieldOf, isDoc, isList } from './values.ts';

const INDEX = /^(?:0|[1-9]\d*)$/;

/** True for a path component that can address an array element. */
export function isArrayIndex(part: string): boolean {
  return INDEX.test(part);
}

function collect(value: unknown, parts: readonly string[], at: number, out: unknown[]): void {
  const part = parts[at];
  if (part === undefined) {
    out.push(value);
  } else if (isDoc(value)) {
    collect(fieldOf(value, part), parts, at + 1, out);
  } else if (Array.isArray(value)) {
    const index = isArrayIndex(part) ? Number(part) : -1;
    if (index >= 0 && index < value.length) collect(value[index], parts, at + 1, out);
    for (const element of value) {
      // A name reaches through one level of array into its documents; scalars in it yield nothing.
      if (isDoc(element) && (index < 0 || Object.hasOwn(element, part))) collect(element, parts, at, out);
    }
  } else {
    out.push(undefined);
  }
}

/**
 * Every value a dotted path leads to, arrays at the end not unfolded; `undefined` stands for a missing one.
 * An empty result means the path ran into an array that holds no document.
 */
export function valuesAt(doc: unknown, parts: readonly string[]): unknown[] {
  const out: unknown[] = [];
  collect(doc, parts, 0, out);
  return out;
}

/** What an equality on the path can meet: each value, and each element of an array. */
export function matchableAt(doc: unknown, parts: readonly string[]): unknown[] {
  return valuesAt(doc, parts).flatMap((value): unknown[] => (isList(value) ? [...value, value] : [value]));
}
