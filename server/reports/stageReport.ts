import type { DealPipeline } from '../../shared/options.ts';
import type { ReportStageRow } from '../../shared/reports.ts';
import type { CountedFigures, FiguresDocument } from './figures.ts';

interface Group {
  row: Omit<ReportStageRow, 'averageMinutes'>;
  measured: number;
}

/**
 * How long conversations were by the stage of their deal when they took place: stages in the order of their
 * pipelines, then deals whose stage nobody knows, then conversations without a deal. Pure.
 * @param pipelines as HubSpot has them now; empty when it does not tell.
 */
export function stageReport(
  conversations: readonly CountedFigures[],
  pipelines: readonly DealPipeline[],
): ReportStageRow[] {
  const groups = new Map<string, Group>();
  for (const { dealId, stage, minutes } of conversations) {
    const key = dealId === null ? '' : stage ? `${stage.pipelineId}\n${stage.id}` : '?';
    const group = groups.get(key) ?? { row: emptyRow(dealId, stage, pipelines), measured: 0 };
    groups.set(key, group);
    group.row.conversations += 1;
    if (minutes === null) continue;
    group.row.minutes += minutes;
    group.measured += 1;
  }
  const order = placesOf(pipelines);
  const place = ({ kind, pipelineId, stageId }: Group['row']) =>
    kind === 'no_deal' ? 3e9 : kind === 'unknown' ? 2e9 : (order.get(`${pipelineId}\n${stageId}`) ?? 1e9);
  return [...groups.values()]
    .sort(
      (left, right) => place(left.row) - place(right.row) || right.row.conversations - left.row.conversations,
    )
    .map(({ row, measured }) => ({
      ...row,
      averageMinutes: measured === 0 ? null : Math.round(row.minutes / measured),
    }));
}

/** A stage is called as it is now; one that was deleted as it was then. */
function emptyRow(
  dealId: string | null,
  stage: FiguresDocument['stage'],
  pipelines: readonly DealPipeline[],
): Group['row'] {
  const pipeline = pipelines.find(({ id }) => id === stage?.pipelineId);
  const now = pipeline?.stages.find(({ id }) => id === stage?.id);
  return {
    kind: dealId === null ? 'no_deal' : stage ? 'stage' : 'unknown',
    pipelineId: stage?.pipelineId ?? null,
    pipeline: pipeline?.label ?? stage?.pipelineId ?? null,
    stageId: stage?.id ?? null,
    stage: now?.label ?? stage?.label ?? null,
    conversations: 0,
    minutes: 0,
  };
}

function placesOf(pipelines: readonly DealPipeline[]): ReadonlyMap<string, number> {
  const keys = pipelines.flatMap(({ id, stages }) => stages.map((stage) => `${id}\n${stage.id}`));
  return new Map(keys.map((key, index) => [key, index]));
}
