import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import type { Figures } from '../reports/figures.ts';
import type { Settings } from '../../shared/settings.ts';
import { sessionFigures } from './sessionFigures.ts';
import type { Turn } from './turn.types.ts';

/**
 * What reports count of the conversations of a turn. Only the turn that holds a conversation writes it whole, and
 * before its ledger row says that it is done: a crash in between writes the same once more.
 */
export function createKeepFigures(deps: { figures: Figures; clock: Clock; crash: Crashpoint }) {
  return async (turn: Turn, { sync }: Settings): Promise<void> => {
    const works = [...turn.work.values()];
    if (works.length === 0) return;
    const { portalId } = turn.lease;
    await deps.crash('turn.figures');
    const earlier = await deps.figures.read(
      portalId,
      works.map(({ row }) => row.sessionId),
    );
    const now = deps.clock.now();
    await deps.figures.keepAll(
      portalId,
      works.map(({ row, session, links, objects, plan }) => ({
        sessionId: row.sessionId,
        document: session
          ? sessionFigures({
              portalId,
              session,
              links,
              objects,
              planned: plan.figures,
              zone: sync.timeZone,
              seen: { ...turn.seen, before: row.objects },
              earlier: earlier.get(row.sessionId),
              now,
            })
          : null,
      })),
    );
  };
}

export type KeepFigures = ReturnType<typeof createKeepFigures>;
