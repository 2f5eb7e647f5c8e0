import { WireError } from './errors.ts';
import { isArrayIndex } from './paths.ts';
import { fieldOf, isDoc, setField } from './values.ts';
import type { Doc } from './values.ts';

/** mongod's own cap on the nulls it writes to reach an array index. */
const MAX_ARRAY_PADDING = 1_500_000;

/** Splits an update path and refuses what cannot be stored. Positional parts are refused by the caller. */
export function parsePath(path: string): readonly string[] {
  const parts = path.split('.');
  if (path === '' || parts.includes('')) {
    throw new WireError(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  }
  const dollar = parts.find((part) => part.startsWith('$'));
  if (dollar !== undefined) {
    throw new WireError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${dollar}' in '${path}' is not valid for storage.`,
    );
  }
  return parts;
}

/** The document or array that holds the last part of a path, and how to read and write that part. */
export interface Slot {
  readonly get: () => unknown;
  readonly set: (value: unknown) => void;
  readonly unset: () => void;
}

function notViable(part: string, holder: string): WireError {
  return new WireError('PathNotViable', `Cannot create field '${part}' in element {${holder}}`);
}

function arraySlot(array: unknown[], part: string): Slot {
  if (!isArrayIndex(part)) throw notViable(part, `an array`);
  const index = Number(part);
  return {
    get: () => array[index],
    set: (value) => {
      if (index - array.length > MAX_ARRAY_PADDING) throw notViable(part, 'an array that short');
      while (array.length < index) array.push(null);
      array[index] = value;
    },
    // $unset in an array leaves a null, so that the other elements keep their index.
    unset: () => {
      if (index < array.length) array[index] = null;
    },
  };
}

function docSlot(doc: Doc, part: string): Slot {
  return {
    get: () => fieldOf(doc, part),
    set: (value) => setField(doc, part, value),
    unset: () => {
      if (Object.hasOwn(doc, part)) Reflect.deleteProperty(doc, part);
    },
  };
}

function slotIn(holder: unknown, part: string, parent: string): Slot {
  if (Array.isArray(holder)) return arraySlot(holder, part);
  if (isDoc(holder)) return docSlot(holder, part);
  throw notViable(part, parent);
}

/** The slot of a path, making the documents on the way that are missing. */
export function slotForWriting(doc: Doc, parts: readonly string[]): Slot {
  let slot = docSlot(doc, parts[0] ?? '');
  for (let at = 1; at < parts.length; at += 1) {
    let holder = slot.get();
    if (holder === undefined) {
      holder = {};
      slot.set(holder);
    }
    slot = slotIn(holder, parts[at] ?? '', parts[at - 1] ?? '');
  }
  return slot;
}

/** The slot of a path as it is; undefined where the path does not exist, so that nothing is made on the way. */
export function slotForReading(doc: Doc, parts: readonly string[]): Slot | undefined {
  let holder: unknown = doc;
  for (const [at, part] of parts.entries()) {
    const usable = isDoc(holder) || (Array.isArray(holder) && isArrayIndex(part));
    if (!usable) return undefined;
    const slot = slotIn(holder, part, parts[at - 1] ?? '');
    const value = slot.get();
    if (value === undefined) return undefined;
    if (at === parts.length - 1) return slot;
    holder = value;
  }
  return undefined;
}
