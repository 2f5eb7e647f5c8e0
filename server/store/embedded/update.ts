import { equalValues } from './compare.ts';
import { notImplemented, WireError } from './errors.ts';
import { assertId, assertStorable } from './storable.ts';
import { TOUCHING, WRITING } from './update-operators.ts';
import type { UpdateContext, UpdateOperator } from './update.types.ts';
import { parsePath, slotForReading, slotForWriting } from './update-path.ts';
import { cloneDoc, isDoc, setField } from './values.ts';
import type { Doc } from './values.ts';

/** Builds the next version of a document; the given one is left as it is. */
export type Update = (doc: Doc, options: { readonly inserting: boolean; readonly now: Date }) => Doc;

interface Change {
  readonly path: string;
  readonly parts: readonly string[];
  readonly onInsertOnly: boolean;
  readonly writes: boolean;
  readonly apply: ReturnType<UpdateOperator>;
}

const KNOWN_TO_MONGOD = new Set(['$rename', '$bit']);

/**
 * Compiles a replacement or a document of update operators, with all checks that need no document.
 * @throws WireError FailedToParse for unknown modifiers, ConflictingUpdateOperators for paths that overlap.
 */
export function compileUpdate(update: unknown): Update & { readonly replaces: boolean } {
  if (Array.isArray(update)) throw notImplemented('updates with an aggregation pipeline');
  if (!isDoc(update)) throw new WireError('FailedToParse', 'Update argument must be an object');
  const names = Object.keys(update);
  if (names[0]?.startsWith('$') !== true) {
    assertStorable(update);
    return Object.assign(replacement(update), { replaces: true });
  }
  const changes = names.flatMap((name) => compileOperator(name, update[name]));
  assertNoConflict(changes.map((change) => change.path));
  // mongod adds new fields in the order of their paths, whatever order the operators came in.
  changes.sort((a, b) => comparePaths(a.parts, b.parts));
  return Object.assign(modification(changes), { replaces: false });
}

function compileOperator(name: string, argument: unknown): Change[] {
  const operator = WRITING.get(name) ?? TOUCHING.get(name);
  if (!operator) {
    if (KNOWN_TO_MONGOD.has(name)) throw notImplemented(`the update operator ${name}`);
    throw new WireError('FailedToParse', `Unknown modifier: ${name}. Expected a valid update modifier`);
  }
  if (!isDoc(argument)) {
    throw new WireError(
      'FailedToParse',
      `Modifiers operate on fields but we found type ${typeof argument} instead`,
    );
  }
  return Object.entries(argument).map(([path, value]) => {
    if (/(?:^|\.)\$(?:\.|$|\[)/.test(path)) throw notImplemented('positional update paths ($, $[], $[name])');
    return {
      path,
      parts: parsePath(path),
      onInsertOnly: name === '$setOnInsert',
      writes: WRITING.has(name),
      apply: operator(value, path),
    };
  });
}

function assertNoConflict(paths: readonly string[]): void {
  const sorted = [...paths].sort();
  const seen = new Set<string>();
  for (const path of sorted) {
    const parts = path.split('.');
    const clash = parts.map((_, at) => parts.slice(0, at + 1).join('.')).find((prefix) => seen.has(prefix));
    if (clash !== undefined) {
      throw new WireError(
        'ConflictingUpdateOperators',
        `Updating the path '${path}' would create a conflict at '${clash}'`,
      );
    }
    seen.add(path);
  }
}

/** Part by part; numbers by value, so that `a.2` comes before `a.10`. */
function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const left = a[at] ?? '';
    const right = b[at] ?? '';
    if (left === right) continue;
    const byNumber = Number(left) - Number(right);
    return Number.isNaN(byNumber) ? (left < right ? -1 : 1) : byNumber;
  }
  return a.length - b.length;
}

function immutableId(): WireError {
  return new WireError(
    'ImmutableField',
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );
}

function modification(changes: readonly Change[]): Update {
  return (doc, { inserting, now }) => {
    const next = cloneDoc(doc);
    const hadId = Object.hasOwn(doc, '_id');
    for (const change of changes) {
      if (change.onInsertOnly && !inserting) continue;
      const context: UpdateContext = { path: change.path, now, id: doc['_id'] };
      const slot = change.writes ? slotForWriting(next, change.parts) : slotForReading(next, change.parts);
      if (!slot) continue;
      change.apply(slot, context);
      const value = slot.get();
      if (change.writes) assertStorable(value);
    }
    // The first part decides: `_id.a` would change an immutable field as well.
    if (hadId && !(Object.hasOwn(next, '_id') && equalValues(next['_id'], doc['_id']))) throw immutableId();
    if (inserting && Object.hasOwn(next, '_id')) assertId(next['_id']);
    return next;
  };
}

function replacement(update: Doc): Update {
  return (doc) => {
    const id = doc['_id'];
    if (Object.hasOwn(update, '_id') && id !== undefined && !equalValues(update['_id'], id)) {
      throw new WireError(
        'ImmutableField',
        "After applying the update, the (immutable) field '_id' was found to have been altered",
      );
    }
    const next: Doc = {};
    if (id !== undefined) setField(next, '_id', id);
    for (const field of Object.keys(update)) setField(next, field, update[field]);
    return next;
  };
}
