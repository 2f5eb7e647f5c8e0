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

/**
 * The least of each window: what a process holds when it has the least to do. How much it has to do at the moment of a
 * sample is the machine's doing, what it never lets go of is a leak.
 */
export function floors(points: readonly Point[], windowSeconds: number): Point[] {
  const windows = new Map<number, Point>();
  for (const point of points) {
    const window = Math.floor(point.at / windowSeconds);
    const least = windows.get(window);
    if (!least || point.value < least.value)
      windows.set(window, { ...point, at: (window + 0.5) * windowSeconds });
  }
  return [...windows.values()];
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
