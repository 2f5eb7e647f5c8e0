import type { DirectEngine } from './directStore.ts';
import type { FenceSeen } from '../checker/history.types.ts';

const FENCED = ['portals', 'syncs'] as const;

/** Notes the fence of every document that carries one, and who holds it, as each write leaves it. */
export function watchFences(engine: DirectEngine): readonly FenceSeen[] {
  const seen: FenceSeen[] = [];
  const lives = new Map<string, number>();
  for (const name of FENCED) {
    const collection = engine.context.databases.obtain(engine.database, name);
    const note = (doc: Readonly<Record<string, unknown>>): void => {
      const id = `${name}:${String(doc['_id'])}`;
      const owner = doc['owner'];
      seen.push({
        document: `${id}#${lives.get(id) ?? 0}`,
        fence: Number(doc['fence']),
        ...(typeof owner === 'string' || owner === null ? { holder: owner } : {}),
      });
    };
    const { insert, replace, remove } = collection;
    Object.assign(collection, {
      insert: (doc: Record<string, unknown>) => {
        insert(doc);
        note(doc);
      },
      replace: (row: Parameters<typeof replace>[0], next: Record<string, unknown>) => {
        const changed = replace(row, next);
        note(next);
        return changed;
      },
      remove: (row: Parameters<typeof remove>[0]) => {
        // Disconnected and connected again: a new life begins with a new count.
        const id = `${name}:${String(row.doc['_id'])}`;
        lives.set(id, (lives.get(id) ?? 0) + 1);
        remove(row);
      },
    });
  }
  return seen;
}
