import { startProduct } from '../support/product.ts';
import { deliverWorstCase } from './backlog.ts';
import { median } from './median.ts';
import { worstCasePortal } from './worstCase.ts';

export interface WakeFigures {
  medianMs: number;
  /** What is left when other programs of the machine hardly got in between. */
  bestMs: number;
  worstMs: number;
  repeats: number;
}

/** So many portals take turns: the rate window of none is ever half used, or its line would be what is measured. */
const PORTALS = 4;
/** Between two conversations; slots booked ahead are not kept for so long, as with a portal that really is idle. */
const IDLE_MS = 1_100;

/** Idle product: from its 202 to its first call to HubSpot, on one clock (performance.md §3, goal 5). */
export async function measureWake(repeats: number): Promise<WakeFigures> {
  let called: (() => void) | undefined;
  const product = await startProduct({
    fetch: (input, init) => {
      called?.();
      return fetch(input, init);
    },
  });
  try {
    for (let portal = 1; portal <= PORTALS; portal += 1) {
      product.sandbox.addPortal(worstCasePortal(String(portal), Math.ceil(repeats / PORTALS) + 1));
      await product.connect(`org_${portal}`, String(portal));
    }
    const took: number[] = [];
    for (let index = 0; index < repeats + PORTALS; index += 1) {
      await product.idle();
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
      const firstCall = new Promise<number>((resolve) => (called = () => resolve(performance.now())));
      await deliverWorstCase(product, `org_${(index % PORTALS) + 1}`, Math.floor(index / PORTALS));
      const answeredAt = performance.now();
      const ms = Math.max(0, (await firstCall) - answeredAt);
      // The first ones also pay for what is loaded once.
      if (index >= PORTALS) took.push(ms);
    }
    await product.idle();
    return { medianMs: median(took), bestMs: Math.min(...took), worstMs: Math.max(...took), repeats };
  } finally {
    await product.stop();
  }
}
