import type { BarChartProps, LineChartProps } from '@hubspot/ui-extensions';

type Rows = Record<string, unknown>[];

/** Not a drawing but the data: what a chart shows is what a test reads and a screen reader hears. */
const Chart = ({ data, axes, options, kind }: (BarChartProps | LineChartProps) & { kind: string }) => {
  const rows = (Array.isArray(data) ? data : (data as { data: Rows }).data) as Rows;
  const { x, y } = axes as { x: { field: string; label?: string }; y: { field: string; label?: string } };
  const largest = Math.max(1, ...rows.map((row) => Number(row[y.field])));
  return (
    <table className={`pv-chart pv-chart-${kind}`}>
      <caption>{options?.title}</caption>
      <thead>
        <tr>
          <th scope="col">{x.label ?? x.field}</th>
          <th scope="col">{y.label ?? y.field}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={String(row[x.field])}>
            <th scope="row">{String(row[x.field])}</th>
            <td>
              <span
                className="pv-bar"
                aria-hidden="true"
                style={{ width: `${(60 * Number(row[y.field])) / largest}%` }}
              />
              {String(row[y.field])}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

export const BarChart = (props: BarChartProps) => <Chart {...props} kind="bar" />;
export const LineChart = (props: LineChartProps) => <Chart {...props} kind="line" />;
