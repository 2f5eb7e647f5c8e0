import { syncs } from '../../server/sync/ledger.ts';
import { startProduct } from '../support/product.ts';
import { announceEnterprise } from './backlog.ts';
import { worstCasePortal, worstCaseSession } from './worstCase.ts';

export interface BusyCustomerFigures {
  ofCustomer: number;
  others: number;
  aloneMs: number;
  behindMs: number;
  ratio: number;
}

const LATENCY_MS = 100;

/**
 * How long conversations of others take that are due behind hundreds of one customer, which all touch the same
 * contacts and deal, against how long they take alone (decision 0019).
 */
export async function measureBusyCustomer(ofCustomer: number, others: number): Promise<BusyCustomerFigures> {
  const aloneMs = await timeOthers(0, others);
  const behindMs = await timeOthers(ofCustomer, others);
  return { ofCustomer, others, aloneMs, behindMs, ratio: behindMs / aloneMs };
}

async function timeOthers(ofCustomer: number, others: number): Promise<number> {
  const product = await startProduct({ asleep: true, sandbox: { latencyMs: LATENCY_MS } });
  try {
    product.sandbox.addPortal(worstCasePortal('1', others + 1));
    await product.connect('org_1', '1');
    await announceEnterprise(product, 'org_1');
    for (let index = 0; index < ofCustomer + others; index += 1) {
      const startedAt = new Date(Date.now() - 3_600_000);
      const firm = Math.max(0, index - ofCustomer + 1);
      const { participants } = worstCaseSession('org_1', firm, startedAt);
      const session = { ...worstCaseSession('org_1', index, startedAt), participants };
      await product.deliver({
        type: 'session.completed',
        timestamp: startedAt.toISOString(),
        data: { session },
      });
    }
    await product.projected();
    const ids = Array.from({ length: others }, (_, index) => `org_1:ses_${ofCustomer + index}`);
    const started = performance.now();
    product.worker.start();
    for (;;) {
      const done = await product.store
        .collection(syncs)
        .countDocuments({ _id: { $in: ids }, state: 'synced' });
      if (done === others) return Math.round(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  } finally {
    await product.stop();
  }
}
