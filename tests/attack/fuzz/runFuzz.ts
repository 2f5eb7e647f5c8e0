import fc from 'fast-check';
import { shareOf } from '../../chaos/options.ts';
import { secondsSince, watched, type Report } from '../../chaos/report.ts';
import type { DoorAnswer, DoorRequest } from '../../chaos/world/door.ts';
import { createCallers } from '../callers.ts';
import { keep, putBack } from '../keep.ts';
import type { Part } from '../options.ts';
import { createCast } from '../tenants/cast.ts';
import { doors, type Door } from './doors.ts';

/** What was stored is forgotten after so many: the last body must not cost more than the first. */
const CHUNK = 100;

/** What a door may never say of its inside. */
const INSIDE = /node_modules|\.ts:\d+|\.js:\d+|\bat (?:async )?\w+ \(|Mongo\w*Error|ZodError/;

/**
 * Bodies and addresses nobody agreed on, well signed, at every door: never 500, never silence, never our inside
 * (reliability.md §6 "bad input").
 * @param options.part of the doors, when several processes share them
 */
export async function runFuzz(options: {
  seed: number;
  bodies: number;
  part?: Part | undefined;
}): Promise<Report> {
  const started = performance.now();
  const { world, own } = await createCast(options.seed);
  const callers = createCallers(world);
  const kept = keep(world.engine);
  const breaches = watched();
  const figures: Record<string, number> = {};
  let slowest = 0;

  const sent = (door: Door, at: number): readonly DoorRequest[] =>
    fc.sample(door.requests, { seed: options.seed * 1_000_003 + at, numRuns: CHUNK });

  const judge = ({ status, text }: DoorAnswer): string | undefined => {
    if (status >= 500 && !(status === 503 && text.includes('"code"'))) return `answers ${status}`;
    if (INSIDE.test(text)) return 'shows its inside';
    return status >= 400 && !isReason(text) ? `answers ${status} without a reason` : undefined;
  };

  for (const door of shareOf(doors(), options.part)) {
    const statuses = new Map<number, number>();
    const since = performance.now();
    for (let at = 0; at < options.bodies; at += CHUNK) {
      putBack(world.engine, kept);
      // Thousands of bodies in one instant would look like a product that runs in a circle.
      await world.pass(1);
      for (const [index, shot] of sent(door, at)
        .slice(0, options.bodies - at)
        .entries()) {
        const asked = performance.now();
        const answer = await callers.through(door.guard, own.orgId, shot).catch(silence);
        slowest = Math.max(slowest, performance.now() - asked);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        const wrong = judge(answer);
        if (wrong)
          breaches.push(
            `${door.name} ${wrong} to ${shot.method} ${shot.url.slice(0, 200)} ${(shot.body ?? '').slice(0, 300)} (seed ${options.seed}, ${at + index}): ${answer.text.slice(0, 200)}`,
          );
      }
    }
    figures[`${door.name}: seconds`] = secondsSince(since);
    for (const [status, count] of [...statuses].sort(([left], [right]) => left - right))
      figures[`${door.name}: ${status}`] = count;
  }
  world.end();
  return {
    run: 'fuzz',
    figures: {
      'bodies a door': String(options.bodies),
      'slowest answer in seconds': Math.round(slowest) / 1_000,
      seconds: secondsSince(started),
      ...figures,
    },
    breaches,
  };
}

/** What our doors say when they refuse: `{"error":{"code","message",…}}`. */
function isReason(text: string): boolean {
  return /^\{"error":\{"code":"[a-z0-9_]+","message":"[^"]/.test(text);
}

function silence(error: unknown): DoorAnswer {
  return { status: 599, headers: {}, text: String(error) };
}
