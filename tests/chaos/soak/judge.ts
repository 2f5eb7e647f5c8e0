import type { Holdings } from './holdings.ts';
import { floors, slopePerHour, type Point } from './trend.ts';

export interface Sample {
  /** Seconds since the start. */
  at: number;
  backlog: { due: number; unprojected: number; oldestRunningSeconds: number };
  processes: Readonly<Record<string, Holdings>>;
}

/** Until then caches fill and code is compiled. */
const WARM_SECONDS = 120;
const WINDOW_SECONDS = 300;
/** reliability.md §6 "soak". */
const HEAP_MB_PER_HOUR = 1;
/** In a run too short for a slope to mean anything, this is a leak all the same. */
const HEAP_RATIO = 1.25;
/** A slope over less says what the last collection happened to leave. */
const SLOPE_AFTER_SECONDS = 1_500;
/** Connections come and go with the faults; a leak of them is more than a few. */
const MORE_HANDLES = 10;
/** A turn ends after 30 s, and its last call may take as long again. */
const OLDEST_RUNNING_SECONDS = 90;

/** Judges what the processes held: heap and handles flat, nothing running for ever. The last sample is at rest. Pure. */
export function judgeSamples(samples: readonly Sample[]) {
  const figures: Record<string, number | string> = {};
  const bad: string[] = [];
  const during = samples.slice(0, -1);
  const warm = during.filter(({ at }) => at >= WARM_SECONDS);
  const half = (during.at(-1)?.at ?? 0) / 2;
  for (const role of Object.keys(samples[0]?.processes ?? {})) {
    const of = (name: keyof Holdings): Point[] =>
      warm.map(({ at, processes }) => ({ at, value: processes[role]?.[name] ?? Number.NaN }));
    const floorsOf = (name: keyof Holdings) => floors(of(name), WINDOW_SECONDS);
    const late = floorsOf('heapMb').filter(({ at }) => at >= half);
    const [first, last] = [
      of('heapMb')[0]?.value ?? Number.NaN,
      floorsOf('heapMb').at(-1)?.value ?? Number.NaN,
    ];
    const [handlesBefore, handles] = [
      floorsOf('handles')[0]?.value ?? 0,
      floorsOf('handles').at(-1)?.value ?? 0,
    ];
    const rest = samples.at(-1)?.processes[role];
    const [slope, ratio] = [slopePerHour(late), last / first];
    Object.assign(figures, {
      [`${role}: heap at minute 2, in the last minutes, at rest, MB`]: `${first} ${last} ${rest?.heapMb ?? '?'}`,
      [`${role}: heap, MB an hour from minute 2`]: two(slopePerHour(floorsOf('heapMb'))),
      [`${role}: heap, MB an hour in the second half`]: two(slope),
      [`${role}: heap, last minutes over minute 2`]: two(ratio),
      [`${role}: rss at minute 2, at rest, most, MB`]: `${of('rssMb')[0]?.value ?? '?'} ${rest?.rssMb ?? '?'} ${most(of('rssMb'))}`,
      [`${role}: handles at minute 2, in the last minutes, at rest, most`]: `${handlesBefore} ${handles} ${rest?.handles ?? '?'} ${most(of('handles'))}`,
    });
    const isLong = (late.at(-1)?.at ?? 0) - (late[0]?.at ?? 0) >= SLOPE_AFTER_SECONDS;
    if (isLong ? slope > HEAP_MB_PER_HOUR : ratio > HEAP_RATIO)
      bad.push(`the heap of ${role} grows: ${two(slope)} MB an hour, ${two(ratio)} times minute 2`);
    if (handles > handlesBefore + MORE_HANDLES)
      bad.push(`${role} holds ${handles} handles, ${handlesBefore} at minute 2`);
  }
  const oldest = Math.max(...samples.map(({ backlog }) => backlog.oldestRunningSeconds));
  if (oldest > OLDEST_RUNNING_SECONDS) bad.push(`a portal was worked on for ${oldest} s`);
  return {
    figures: {
      samples: samples.length,
      ...figures,
      'most due at once': Math.max(...samples.map(({ backlog }) => backlog.due)),
      'most webhooks not shown': Math.max(...samples.map(({ backlog }) => backlog.unprojected)),
      'longest turn seen, seconds': oldest,
    },
    bad,
  };
}

const most = (points: readonly Point[]): number => Math.max(...points.map(({ value }) => value));
const two = (value: number): number => Math.round(value * 100) / 100;
