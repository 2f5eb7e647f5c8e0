import { createFaults } from '../../sandbox/hubspot/faults.ts';
import type { SandboxRequest } from '../../sandbox/hubspot/http.ts';
import { judgeSamples, type Sample } from '../../chaos/soak/judge.ts';
import { floors, slopePerHour } from '../../chaos/soak/trend.ts';
import { FAULTS } from '../../chaos/soak/weather.ts';
import { seeded } from '../../chaos/world/seeded.ts';

const STEP = 30;
const FLAT = { rssMb: 150, heapMb: 40, externalMb: 20, sockets: 20, timers: 4, handles: 25 };
const IDLE = { due: 3, unprojected: 0, oldestRunningSeconds: 5 };

/** So many minutes in which a process holds what `at` says. */
function samples(minutes: number, at: (hours: number) => Partial<typeof FLAT>, backlog = IDLE): Sample[] {
  return Array.from({ length: minutes * 2 + 1 }, (_, index) => ({
    at: index * STEP,
    backlog,
    processes: { worker: { ...FLAT, ...at((index * STEP) / 3_600) } },
  }));
}

describe('what a soak is judged by', () => {
  it('finds nothing where everything is flat, or grows by less than a megabyte an hour', () => {
    expect(judgeSamples(samples(60, () => ({}))).bad).toEqual([]);
    expect(judgeSamples(samples(60, (hours) => ({ heapMb: 40 + 0.9 * hours }))).bad).toEqual([]);
  });

  it('lets caches fill in the first minutes', () => {
    expect(judgeSamples(samples(60, (hours) => ({ heapMb: 40 + Math.min(10, 100 * hours) }))).bad).toEqual(
      [],
    );
  });

  it('finds a heap that grows, in an hour by its slope and in five minutes by what it became', () => {
    expect(judgeSamples(samples(60, (hours) => ({ heapMb: 40 + 1.5 * hours }))).bad).toEqual([
      'the heap of worker grows: 1.5 MB an hour, 1.03 times minute 2',
    ]);
    expect(judgeSamples(samples(10, (hours) => ({ heapMb: 40 + 300 * hours }))).bad).toHaveLength(1);
  });

  it('finds handles that are not given back and a turn that never ends', () => {
    expect(judgeSamples(samples(60, (hours) => ({ handles: Math.floor(25 + 20 * hours) }))).bad).toEqual([
      'worker holds 43 handles, 25 at minute 2',
    ]);
    expect(judgeSamples(samples(5, () => ({}), { ...IDLE, oldestRunningSeconds: 91 })).bad).toEqual([
      'a portal was worked on for 91 s',
    ]);
  });

  it('tells growth by the hour, and what is held when there is the least to do', () => {
    const line = [0, 1, 2, 3].map((step) => ({ at: step * 900, value: 10 + step }));
    expect(slopePerHour(line)).toBeCloseTo(4);
    expect(slopePerHour([])).toBe(0);
    const busy = Array.from({ length: 60 }, (_, index) => ({ at: index * STEP, value: index % 3 ? 60 : 40 }));
    expect(floors(busy, 300).map(({ at, value }) => [at, value])).toEqual(
      [150, 450, 750, 1_050, 1_350, 1_650].map((at) => [at, 40]),
    );
  });

  it('does not take work that waits for a leak', () => {
    const busy = (hours: number) => (Math.round(hours * 120) % 4 ? 40 + 30 * hours : 40);
    expect(judgeSamples(samples(60, (hours) => ({ heapMb: busy(hours) }))).bad).toEqual([]);
  });

  it('lets one call in twenty go wrong', () => {
    const faults = createFaults(seeded(1));
    for (const fault of FAULTS) faults.add(fault);
    const request: SandboxRequest = {
      method: 'GET',
      path: '/crm/objects/2026-09/contacts/1',
      query: new URLSearchParams(),
      headers: {},
      rawBody: '',
      contentType: '',
    };
    const struck = Array.from({ length: 10_000 }, () => faults.take(request, null)).filter(Boolean);
    expect(struck.length / 10_000).toBeCloseTo(0.05, 2);
  });
});
