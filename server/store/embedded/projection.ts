import { notImplemented, WireError } from './errors.ts';
import { fieldOf, isDoc, setField } from './values.ts';
import type { Doc } from './values.ts';

interface Tree {
  readonly children: Map<string, Tree>;
  /** The path ends here. */
  leaf: boolean;
}

const newTree = (): Tree => ({ children: new Map(), leaf: false });

function plant(tree: Tree, path: string): void {
  let node = tree;
  for (const part of path.split('.')) {
    if (part === '') throw new WireError('FailedToParse', `the projection path '${path}' is not valid`);
    if (node.leaf) throw collision(path);
    const child = node.children.get(part) ?? newTree();
    node.children.set(part, child);
    node = child;
  }
  if (node.leaf || node.children.size > 0) throw collision(path);
  node.leaf = true;
}

function collision(path: string): WireError {
  return new WireError('FailedToParse', `Path collision at ${path}`);
}

function include(value: unknown, tree: Tree): unknown {
  if (tree.leaf) return value;
  if (Array.isArray(value)) {
    return value.filter((element) => isDoc(element) || Array.isArray(element)).map((e) => include(e, tree));
  }
  if (!isDoc(value)) return undefined;
  const out: Doc = {};
  for (const field of Object.keys(value)) {
    const child = tree.children.get(field);
    if (!child) continue;
    const kept = include(fieldOf(value, field), child);
    if (kept !== undefined) setField(out, field, kept);
  }
  return out;
}

function exclude(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((element) => exclude(element, tree));
  if (!isDoc(value)) return value;
  const out: Doc = {};
  for (const field of Object.keys(value)) {
    const child = tree.children.get(field);
    if (child?.leaf === true) continue;
    const inner = fieldOf(value, field);
    setField(out, field, child ? exclude(inner, child) : inner);
  }
  return out;
}

function wanted(path: string, value: unknown): boolean {
  if (path.includes('$')) throw notImplemented('the positional projection');
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  throw notImplemented(`a projection by anything but 1 and 0 (at '${path}')`);
}

/**
 * Compiles a find projection: all inclusions or all exclusions, `_id` apart (MongoDB manual, "Project
 * Fields to Return"). Operators and expressions in a projection are refused.
 */
export function compileProjection(spec: unknown): (doc: Doc) => Doc {
  if (spec === undefined || (isDoc(spec) && Object.keys(spec).length === 0)) return (doc) => doc;
  if (!isDoc(spec)) throw new WireError('TypeMismatch', 'the projection must be an object');
  const fields = Object.entries(spec).map(([path, value]) => ({ path, on: wanted(path, value) }));
  const others = fields.filter(({ path }) => path !== '_id');
  const id = fields.find(({ path }) => path === '_id')?.on;
  const including = others[0]?.on ?? id ?? true;
  const odd = others.find(({ on }) => on !== including);
  if (odd) {
    throw new WireError(
      'BadValue',
      `Cannot do ${odd.on ? 'inclusion' : 'exclusion'} on field ${odd.path} in ${including ? 'inclusion' : 'exclusion'} projection`,
    );
  }
  const tree = newTree();
  for (const { path } of others) plant(tree, path);
  if (including ? id !== false : id === false) plant(tree, '_id');
  return (doc) => {
    const out = including ? include(doc, tree) : exclude(doc, tree);
    return isDoc(out) ? out : {};
  };
}
