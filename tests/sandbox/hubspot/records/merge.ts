import { invalid, json, type Reply } from '../http.ts';
import type { ObjectType } from '../objects.types.ts';
import { commitMerge } from './commit.ts';
import type { WriteContext } from './context.ts';
import { find, notFoundItem } from './find.ts';
import { writeView } from './view.ts';

/** Merges two records of one object; the primary one keeps its id and its values. */
export function mergeTwo(context: WriteContext, type: ObjectType, primaryId: string, otherId: string): Reply {
  const winner = find(context.portal, type, primaryId);
  const loser = find(context.portal, type, otherId);
  const missing = [winner ? [] : [primaryId], loser ? [] : [otherId]].flat();
  if (winner === undefined || loser === undefined) throw notFoundItem(type, missing);
  if (winner === loser) throw invalid('A record cannot be merged with itself');
  commitMerge(context, winner, loser);
  return json(200, writeView(context.portal, winner, []));
}
