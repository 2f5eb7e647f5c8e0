/** A figure as it was at a time, in seconds since the start. */
export interface Point {
  at: number;
  value: number;
}

/** Least squares: by how much the figure grows in an hour. */
export function slopePerHour(points: readonly Point[]): number {
  const meanAt = mean(points.map(({ at }) => at));
  const meanValue = mean(points.map(({ value }) => value));
  const spread = points.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0);
  const joint = points.reduce((sum, { at, value }) => sum + (at - meanAt) * (value - meanValue), 0);
  return spread === 0 ? 0 : (joint / spread) * 3_600;
}

/** Median of the last samples over median of the first: one odd sample decides nothing. */
export function endOverStart(points: readonly Point[]): number {
  const [first, last] = [points.slice(0, EDGE), points.slice(-EDGE)].map((edge) =>
    median(edge.map(({ value }) => value)),
  );
  return !first || last === undefined ? Number.NaN : last / first;
}

const EDGE = 5;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
