import type { Reports, ReportStageRow } from '../../../shared/reports.ts';
import type { ReportSection } from '../../../shared/reportsView.ts';
import type { Reader } from '../../text/reader.ts';
import { axisLabel, noteFor, numberOr, SHOWN, tableOr } from './cells.ts';
import { texts } from './words.ts';

const words = texts.stages;

/** How long conversations were by the stage of their deal. Pure. */
export function stageSection({ stages }: Reports, reader: Reader): ReportSection {
  const pipelines = new Set(stages.flatMap(({ pipelineId }) => pipelineId ?? []));
  const name = (row: ReportStageRow) =>
    row.kind !== 'stage'
      ? words.kinds[row.kind]
      : pipelines.size > 1
        ? `${row.stage} (${row.pipeline})`
        : (row.stage ?? texts.unknown);
  const hasUnknown = stages.some(({ kind }) => kind === 'unknown');
  const note = hasUnknown ? `${words.note} ${words.why}` : words.note;
  return {
    report: 'stages',
    title: words.title,
    note: noteFor(note, stages.length, reader),
    figures: [],
    charts: [
      {
        kind: 'bar',
        title: words.chart,
        x: words.columns[0],
        y: texts.axes.minutes,
        points: stages
          .slice(0, SHOWN)
          .flatMap((row) =>
            row.averageMinutes === null ? [] : [{ x: axisLabel(name(row)), y: row.averageMinutes }],
          ),
      },
    ],
    table: tableOr(
      words.columns,
      stages.map((row) => ({
        url: null,
        cells: [
          row.kind === 'stage' ? (row.stage ?? texts.unknown) : words.kinds[row.kind],
          row.pipeline ?? texts.unknown,
          reader.number(row.conversations),
          numberOr(row.averageMinutes, reader),
          reader.number(row.minutes),
        ],
      })),
    ),
    none: words.none,
  };
}
