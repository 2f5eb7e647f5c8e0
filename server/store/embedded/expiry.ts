import { compareValues } from './compare.ts';
import type { Databases } from './databases.ts';
import type { IndexSpec } from './index-spec.ts';
import { matchableAt } from './paths.ts';
import type { Doc } from './values.ts';

/** mongod's TTL monitor wakes once a minute; a document may outlive its time by that much here too. */
export const EXPIRY_INTERVAL_MS = 60_000;

/** An array expires with its earliest date; a value that is no date never expires. */
function expired(doc: Doc, spec: IndexSpec, nowMs: number): boolean {
  const dates = matchableAt(doc, spec.paths[0] ?? []).filter((value) => value instanceof Date);
  const earliest = dates.sort(compareValues)[0];
  return earliest !== undefined && earliest.getTime() + (spec.expireAfterSeconds ?? 0) * 1_000 <= nowMs;
}

/** Removes every document whose time by a TTL index has come. */
export function removeExpired(databases: Databases, now: Date): void {
  for (const collection of databases.all()) {
    for (const spec of collection.indexes()) {
      if (spec.expireAfterSeconds === undefined) continue;
      const covers = spec.partial?.covers ?? (() => true);
      for (const row of [...collection.matching({})]) {
        if (covers(row.doc) && expired(row.doc, spec, now.getTime())) collection.remove(row);
      }
    }
  }
}
