import type { ObjectType } from '../objects.types.ts';
import { defaultType, primaryType, associationType } from './types.ts';

export interface End {
  type: ObjectType;
  id: string;
}

export interface Link extends End {
  typeIds: number[];
}

const key = (end: End): string => `${end.type}/${end.id}`;

/** Who is linked to whom in one portal, kept from both ends. */
export interface Graph {
  /** Replaces the pair's labels with `typeIds` (and their defaults), as HubSpot's PUT does (§3.1). */
  link(from: End, to: End, typeIds: readonly number[]): void;
  unlink(from: End, to: End): void;
  linksOf(from: End, to?: ObjectType): Link[];
  /** Moves every link of `from` to `to`: a merge. */
  move(from: End, to: End): void;
}

export function createGraph(): Graph {
  const ends = new Map<string, Map<string, Link>>();

  const put = (from: End, to: End, typeIds: Iterable<number>): void => {
    const links = ends.get(key(from)) ?? new Map<string, Link>();
    ends.set(key(from), links);
    links.set(key(to), { ...to, typeIds: [...new Set(typeIds)].sort((a, b) => a - b) });
  };

  const inverses = (typeIds: readonly number[]): number[] =>
    typeIds.flatMap((id) => associationType(id)?.inverse ?? []);

  const hasPrimary = (from: End, to: ObjectType, except: string): boolean => {
    const primary = primaryType(from.type, to);
    return [...(ends.get(key(from))?.values() ?? [])].some(
      (link) =>
        link.type === to && link.id !== except && primary !== undefined && link.typeIds.includes(primary.id),
    );
  };

  const dropPrimary = (from: End, to: ObjectType, primary: number, inverse: number, except: string): void => {
    for (const link of ends.get(key(from))?.values() ?? []) {
      if (link.type !== to || link.id === except || !link.typeIds.includes(primary)) continue;
      put(
        from,
        { type: link.type, id: link.id },
        link.typeIds.filter((id) => id !== primary),
      );
      const back = ends.get(key(link))?.get(key(from));
      if (back)
        put(
          { type: link.type, id: link.id },
          from,
          back.typeIds.filter((id) => id !== inverse),
        );
    }
  };

  /** The end that owns the "primary company" of the pair, seen from `from`. */
  const primaryOf = (
    from: End,
    to: End,
  ): { owner: End; company: End; id: number; inverse: number } | undefined => {
    const forward = primaryType(from.type, to.type);
    if (!forward) return undefined;
    return to.type === 'companies'
      ? { owner: from, company: to, id: forward.id, inverse: forward.inverse }
      : { owner: to, company: from, id: forward.inverse, inverse: forward.id };
  };

  const link = (from: End, to: End, typeIds: readonly number[]): void => {
    const forward = new Set(typeIds);
    const unlabelled = defaultType(from.type, to.type);
    if (unlabelled) forward.add(unlabelled.id);
    const primary = primaryOf(from, to);
    if (primary) {
      const own = primary.owner === from ? primary.id : primary.inverse;
      // HubSpot makes the first company the primary one by itself (§3.2).
      if (!hasPrimary(primary.owner, 'companies', primary.company.id)) forward.add(own);
      if (forward.has(own)) {
        dropPrimary(primary.owner, 'companies', primary.id, primary.inverse, primary.company.id);
      }
    }
    put(from, to, forward);
    put(to, from, inverses([...forward]));
  };

  const unlink = (from: End, to: End): void => {
    ends.get(key(from))?.delete(key(to));
    ends.get(key(to))?.delete(key(from));
  };

  const linksOf = (from: End, to?: ObjectType): Link[] =>
    [...(ends.get(key(from))?.values() ?? [])].filter((entry) => to === undefined || entry.type === to);

  return {
    link,
    unlink,
    linksOf,
    move: (from, to) => {
      for (const entry of linksOf(from)) {
        const other = { type: entry.type, id: entry.id };
        unlink(from, other);
        const kept = linksOf(to).find((existing) => key(existing) === key(other))?.typeIds ?? [];
        if (key(other) !== key(to)) link(to, other, [...kept, ...entry.typeIds]);
      }
    },
  };
}
