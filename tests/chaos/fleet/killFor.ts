import type { Supervised } from './supervised.ts';

const KILL_EVERY_MS = 2_000;
/** Each fourth one is asked to stop instead of being killed. */
const ASKED = 4;
/** A process that is still starting has no hand for a signal yet. */
const GROWN_UP_MS = 3_000;

export interface Killings {
  kills: number;
  stops: number;
  /** What was wrong with the way a process ended that had been asked to. */
  bad: string[];
}

/** Every two seconds one of them dies, for so long. */
export async function killFor(
  ms: number,
  members: readonly Supervised[],
  random: () => number,
  look: () => Promise<void>,
): Promise<Killings> {
  const until = performance.now() + ms;
  const bad: string[] = [];
  let kills = 0;
  let stops = 0;
  const stopping: Promise<void>[] = [];
  while (performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, KILL_EVERY_MS));
    await look();
    const grown = members.filter((member) => member.age() > GROWN_UP_MS);
    const victim = grown[Math.floor(random() * grown.length)];
    if (!victim) continue;
    if ((kills + stops) % ASKED === ASKED - 1) {
      stops += 1;
      const asked = victim.stop().then((problem) => {
        if (problem) bad.push(problem);
      });
      stopping.push(asked);
    } else {
      kills += 1;
      await victim.kill();
    }
  }
  await Promise.all(stopping);
  return { kills, stops, bad };
}
