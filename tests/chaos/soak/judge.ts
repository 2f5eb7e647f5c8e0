import type { Holdings } from './holdings.ts';
import { endOverStart, median, slopePerHour, type Point } from './trend.ts';

export interface Sample {
  /** Seconds since the start. */
  at: number;
  backlog: { due: number; unprojected: number; oldestRunningSeconds: number };
  processes: Readonly<Record<string, Holdings>>;
}

/** Until then caches fill and code is compiled. */
const WARM_SECONDS = 120;
/** reliability.md §6 "soak". */
const HEAP_MB_PER_HOUR = 1;
/** In a run too short for a slope to mean anything, this is a leak all the same. */
const HEAP_RATIO = 1.25;
/** A slope over less says what the last collection happened to leave. */
const SLOPE_AFTER_SECONDS = 1_800;
/** Connections come and go with the faults; a leak of them is more than a few. */
const MORE_HANDLES = 10;
/** A turn ends after 30 s, and its last call may take as long again. */
const OLDEST_RUNNING_SECONDS = 90;

/** Judges what the processes held: heap and handles flat, nothing running for ever. Pure. */
export function judgeSamples(samples: readonly Sample[]) {
  const figures: Record<string, number | string> = {};
  const bad: string[] = [];
  const during = samples.slice(0, -1);
  const warm = during.filter(({ at }) => at >= WARM_SECONDS);
  const late = warm.filter(({ at }) => at >= (during.at(-1)?.at ?? 0) / 2);
  const seconds = (late.at(-1)?.at ?? 0) - (late[0]?.at ?? 0);
  for (const role of Object.keys(samples[0]?.processes ?? {})) {
    const of = (some: readonly Sample[], name: keyof Holdings): Point[] =>
      some.map(({ at, processes }) => ({ at, value: processes[role]?.[name] ?? Number.NaN }));
    const heap = slopePerHour(of(late, 'heapMb'));
    const heapRatio = endOverStart(of(warm, 'heapMb'));
    const handles = median(of(warm.slice(-5), 'handles').map(({ value }) => value));
    const handlesBefore = median(of(warm.slice(0, 5), 'handles').map(({ value }) => value));
    Object.assign(figures, {
      [`${role}: heap at the end, MB`]: of(during, 'heapMb').at(-1)?.value,
      [`${role}: heap, MB an hour from minute 2`]: two(slopePerHour(of(warm, 'heapMb'))),
      [`${role}: heap, MB an hour in the second half`]: two(heap),
      [`${role}: heap, end over minute 2`]: two(heapRatio),
      [`${role}: rss at the end, MB`]: of(during, 'rssMb').at(-1)?.value,
      [`${role}: rss, MB an hour in the second half`]: two(slopePerHour(of(late, 'rssMb'))),
      [`${role}: rss, end over minute 2`]: two(endOverStart(of(warm, 'rssMb'))),
      [`${role}: handles at minute 2 and at the end`]: `${handlesBefore} ${handles}`,
      [`${role}: most sockets`]: Math.max(...of(samples, 'sockets').map(({ value }) => value)),
    });
    if (seconds >= SLOPE_AFTER_SECONDS * 0.9 ? heap > HEAP_MB_PER_HOUR : heapRatio > HEAP_RATIO)
      bad.push(`the heap of ${role} grows: ${two(heap)} MB an hour, ${two(heapRatio)} times minute 2`);
    if (handles > handlesBefore + MORE_HANDLES)
      bad.push(`${role} holds ${handles} handles, ${handlesBefore} at minute 2`);
  }
  const oldest = Math.max(...samples.map(({ backlog }) => backlog.oldestRunningSeconds));
  if (oldest > OLDEST_RUNNING_SECONDS) bad.push(`a portal was worked on for ${oldest} s`);
  const due = during.map(({ at, backlog }) => ({ at, value: backlog.due }));
  return {
    figures: {
      samples: samples.length,
      ...figures,
      'most due at once': Math.max(...due.map(({ value }) => value)),
      'due, growth an hour in the second half': two(slopePerHour(due.slice(Math.floor(due.length / 2)))),
      'most webhooks not shown': Math.max(...samples.map(({ backlog }) => backlog.unprojected)),
      'longest turn seen, seconds': oldest,
    },
    bad,
  };
}

const two = (value: number): number => Math.round(value * 100) / 100;
