import { once } from 'node:events';
import type { Supervised } from '../fleet/supervised.ts';

/** What the probe answers. */
interface Answer {
  rss: number;
  heapUsed: number;
  external: number;
  resources: string[];
}

/** What a process holds after its garbage was collected. */
export interface Holdings {
  rssMb: number;
  heapMb: number;
  externalMb: number;
  sockets: number;
  timers: number;
  /** Everything that is open, sockets and timers too. */
  handles: number;
}

/** Arguments of node that make a process answer `askHoldings`. */
export const PROBED = ['--expose-gc', '--import', './tests/chaos/soak/probe.mjs'];

export async function askHoldings(member: Supervised): Promise<Holdings> {
  const child = member.child();
  const answer = once(child, 'message');
  child.send('holdings');
  const [{ rss, heapUsed, external, resources }] = (await answer) as [Answer];
  const count = (word: RegExp): number => resources.filter((name) => word.test(name)).length;
  return {
    rssMb: mb(rss),
    heapMb: mb(heapUsed),
    externalMb: mb(external),
    sockets: count(/^TCP|Socket/),
    timers: count(/^Timeout$|^Immediate$/),
    handles: resources.length,
  };
}

const mb = (bytes: number): number => Math.round(bytes / 10_486) / 100;
