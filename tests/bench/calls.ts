import type { Session } from '../../shared/session.ts';
import { startProduct } from '../support/product.ts';
import { deliverBacklog, deliverWorstCase } from './backlog.ts';
import { worstCasePortal } from './worstCase.ts';

export interface CallFigures {
  queued: number;
  calls: number;
  perSession: number;
  /** The same without owners and pipelines, which are read once in ten minutes. */
  perSessionCached: number;
  violations: number;
  refused: number;
}

/** Calls to HubSpot for `queued` sessions that wait when the worker starts; the sandbox counts. */
export async function countCalls(queued: number): Promise<CallFigures> {
  const product = await startProduct({ asleep: true, environment: { HUBSPOT_RATE_LIMIT: '100/1s' } });
  try {
    product.sandbox.addPortal(worstCasePortal('1', queued));
    await product.connect('org_1', '1');
    await deliverBacklog(product, 'org_1', queued);
    await product.projected();
    product.sandbox.resetCalls();
    product.worker.start();
    await product.idle();
    const calls = product.sandbox.calls();
    const synced = (await product.api('GET', '/health')).body.today.sessionsSynced;
    if (synced !== queued) throw new Error(`${synced} of ${queued} sessions were synced`);
    return {
      queued,
      calls: calls.length,
      perSession: calls.length / queued,
      perSessionCached: calls.filter(({ path }) => !isDirectory(path)).length / queued,
      violations: calls.flatMap(({ violations }) => violations).length,
      refused: calls.filter(({ status }) => status >= 400).length,
    };
  } finally {
    await product.stop();
  }
}

const isDirectory = (path: string) => /^\/crm\/(owners|pipelines)\//.test(path);

/**
 * Rounds to HubSpot for one session: how much the time from 202 to the last write grows with HubSpot's
 * latency; the slope cancels our own time (performance.md §3, goal 4).
 */
export async function countRounds(
  latenciesMs: readonly [number, number],
  said?: Session['insights'],
): Promise<number> {
  const [low, high] = latenciesMs;
  return ((await timeToLastWrite(high, said)) - (await timeToLastWrite(low, said))) / (high - low);
}

/** What no conversation before said of the customer: its company has to be read and written too. */
export const OF_THE_CUSTOMER: Session['insights'] = {
  satisfaction: { score: 4 },
  renewal_risk: { level: 'high', reasons: ['Third failure'] },
  feature_requests: [{ title: 'Export to CSV' }],
};

/** The quickest of so many counts: other programs of the machine only ever make one slower. */
const TRIES = 3;

async function timeToLastWrite(latencyMs: number, said: Session['insights']): Promise<number> {
  const product = await startProduct({ sandbox: { latencyMs } });
  try {
    product.sandbox.addPortal(worstCasePortal('1', 1 + TRIES));
    await product.connect('org_1', '1');
    // The first session fills the directory cache, as any portal's has.
    await deliverWorstCase(product, 'org_1', 0);
    await product.idle();
    const took: number[] = [];
    for (let index = 1; index <= TRIES; index += 1) {
      const started = performance.now();
      await deliverWorstCase(product, 'org_1', index, said);
      await product.idle();
      took.push(performance.now() - started);
    }
    return Math.min(...took);
  } finally {
    await product.stop();
  }
}
