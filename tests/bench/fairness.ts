import { startProduct, type Product } from '../support/product.ts';
import { median } from './median.ts';
import { deliverBacklog, deliverWorstCase } from './backlog.ts';
import { worstCasePortal } from './worstCase.ts';

export interface FairnessFigures {
  aloneMs: number;
  besideBacklogMs: number;
  ratio: number;
  repeats: number;
  backlog: number;
}

const LATENCY_MS = 100;

/** Portal 2's one session, alone and while portal 1 works off a backlog (performance.md §3, goal 9). */
export async function measureFairness(repeats: number, backlog: number): Promise<FairnessFigures> {
  const product = await startProduct({ sandbox: { latencyMs: LATENCY_MS } });
  try {
    product.sandbox.addPortal(worstCasePortal('1', backlog));
    product.sandbox.addPortal(worstCasePortal('2', 2 * repeats + 1));
    await product.connect('org_1', '1');
    await product.connect('org_2', '2');
    await lone(product, 0);
    const alone: number[] = [];
    for (let index = 1; index <= repeats; index += 1) alone.push(await lone(product, index));
    await deliverBacklog(product, 'org_1', backlog);
    const beside: number[] = [];
    for (let index = 1; index <= repeats; index += 1) beside.push(await lone(product, repeats + index));
    const [aloneMs, besideBacklogMs] = [median(alone), median(beside)];
    return { aloneMs, besideBacklogMs, ratio: besideBacklogMs / aloneMs, repeats, backlog };
  } finally {
    await product.stop();
  }
}

async function lone(product: Product, index: number): Promise<number> {
  const started = performance.now();
  await deliverWorstCase(product, 'org_2', index);
  for (;;) {
    const { body } = await product.api('GET', `/syncs/ses_${index}`, { org: 'org_2' });
    if (body.state === 'synced') return performance.now() - started;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
