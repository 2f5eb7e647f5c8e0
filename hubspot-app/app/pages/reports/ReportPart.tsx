import {
  Accordion,
  AutoGrid,
  BarChart,
  Flex,
  Heading,
  LineChart,
  Link,
  Statistics,
  StatisticsItem,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import type { ReportChart, ReportSection, ReportTable } from '#shared/reportsView.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { CopyCsv } from './CopyCsv.tsx';

/** One report: its figures, its charts, and the same as a table. */
export const ReportPart = ({ section, path }: { section: ReportSection; path: `/${string}` }) => {
  const { report, title, note, figures, charts, table, none } = section;
  return (
    <Tile>
      <Flex direction="column" gap="small">
        <Heading>{title}</Heading>
        {table ? (
          <>
            <Text variant="microcopy">{note}</Text>
            {figures.length > 0 ? (
              <Statistics>
                {figures.map(({ label, value }) => (
                  <StatisticsItem key={label} label={label} number={value} />
                ))}
              </Statistics>
            ) : null}
            <AutoGrid columnWidth={380} flexible gap="medium">
              {charts.map((chart) => (
                <Chart key={chart.title} chart={chart} />
              ))}
            </AutoGrid>
            {table.fold === null ? (
              <Rows table={table} />
            ) : (
              <Accordion title={table.fold} size="small">
                <Rows table={table} />
              </Accordion>
            )}
            <CopyCsv report={report} path={path} />
          </>
        ) : (
          <Text>{none}</Text>
        )}
      </Flex>
    </Tile>
  );
};

const Chart = ({ chart: { kind, title, x, y, points } }: { chart: ReportChart }) => {
  // HubSpot calls an axis by the field it shows.
  const chart = {
    data: points.map((point) => ({ [x]: point.x, [y]: point.y })),
    axes: {
      x: { field: x, fieldType: 'category', label: x },
      y: { field: y, fieldType: 'linear', label: y },
    },
    options: { title, showTooltips: true, showDataLabels: points.length <= 12 },
  } as const;
  return kind === 'line' ? <LineChart {...chart} /> : <BarChart {...chart} />;
};

const Rows = ({ table: { columns, rows } }: { table: ReportTable }) => (
  <DataTable
    columns={columns}
    rows={rows.map(({ cells: [first, ...rest], url }, index) => ({
      key: `${index}`,
      cells: [url ? <Link href={{ url, external: true }}>{first}</Link> : first, ...rest],
    }))}
  />
);
