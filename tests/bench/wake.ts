import { startProduct } from '../support/product.ts';
import { median } from './median.ts';
import { deliverWorstCase } from './backlog.ts';
import { worstCasePortal } from './worstCase.ts';

export interface WakeFigures {
  medianMs: number;
  worstMs: number;
  repeats: number;
}

/** Idle product: from its 202 to its first call to HubSpot, on one clock (performance.md §3, goal 5). */
export async function measureWake(repeats: number): Promise<WakeFigures> {
  let firstCallAt = 0;
  const product = await startProduct({
    fetch: (input, init) => {
      firstCallAt ||= performance.now();
      return fetch(input, init);
    },
  });
  try {
    product.sandbox.addPortal(worstCasePortal('1', repeats + 1));
    await product.connect('org_1', '1');
    const took: number[] = [];
    for (let index = 0; index <= repeats; index += 1) {
      firstCallAt = 0;
      await deliverWorstCase(product, 'org_1', index);
      const answeredAt = performance.now();
      await product.idle();
      // The first one also pays for what is loaded once.
      if (index > 0) took.push(Math.max(0, firstCallAt - answeredAt));
    }
    return { medianMs: median(took), worstMs: Math.max(...took), repeats };
  } finally {
    await product.stop();
  }
}
