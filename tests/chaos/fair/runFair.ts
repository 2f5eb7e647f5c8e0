import { deliverBacklog, deliverWorstCase } from '../../bench/backlog.ts';
import { worstCasePortal } from '../../bench/worstCase.ts';
import { startProcesses, type ProductProcesses } from '../../support/productProcesses.ts';
import type { ChaosOptions } from '../options.ts';
import { secondsSince, watched, type Report } from '../report.ts';

const BIG = { orgId: 'org_big', portalId: '1000' };
/** The others, and how many conversations each of them has, one after the other. */
const OTHERS = 8;
const EACH = 5;
const LATENCY_MS = 100;
const POLL_MS = 10;
/** Beside it, others' p95 stays below twice what it is alone (reliability.md §6). */
const MOST = 2;

/** `--fair --sessions 10000`: what the others wait for while one portal has so many due; real processes. */
export async function runFair({ sessions }: Pick<ChaosOptions, 'sessions'>): Promise<Report> {
  const started = performance.now();
  const breaches = watched();
  const product = await startProcesses(['web', 'worker', 'worker'], { sandbox: { latencyMs: LATENCY_MS } });
  try {
    product.sandbox.addPortal(worstCasePortal(BIG.portalId, sessions));
    await product.connect(BIG.orgId, BIG.portalId);
    for (let index = 1; index <= OTHERS; index += 1) {
      product.sandbox.addPortal(worstCasePortal(String(1_000 + index), 2 * EACH + 1));
      await product.connect(`org_${index}`, String(1_000 + index));
      await lone(product, `org_${index}`, 0);
    }
    const alone = await everybody(product, 1);
    await deliverBacklog(product, BIG.orgId, sessions);
    const dueBefore = sessions - written(product);
    const beside = await everybody(product, 1 + EACH);
    const dueAfter = sessions - written(product);
    const [aloneMs, besideMs] = [p95(alone), p95(beside)];
    const ratio = Math.round((besideMs / aloneMs) * 100) / 100;
    if (ratio >= MOST)
      breaches.push(`the others wait ${ratio} times as long beside ${dueBefore} due as alone`);
    if (dueAfter <= 0) breaches.push('the backlog was over before the others were: nothing was measured');
    return {
      run: 'fair',
      figures: {
        'due beside, at the start': dueBefore,
        'due beside, at the end': dueAfter,
        'conversations of others': OTHERS * EACH,
        'p95 alone, ms': Math.round(aloneMs),
        'p95 beside, ms': Math.round(besideMs),
        ratio,
        seconds: secondsSince(started),
      },
      breaches,
    };
  } finally {
    await product.stop();
  }
}

/** One conversation of each of the others at a time, `EACH` rounds. */
async function everybody(product: ProductProcesses, first: number): Promise<number[]> {
  const took: number[] = [];
  for (let round = first; round < first + EACH; round += 1)
    for (let index = 1; index <= OTHERS; index += 1) took.push(await lone(product, `org_${index}`, round));
  return took;
}

async function lone(product: ProductProcesses, org: string, index: number): Promise<number> {
  const begun = performance.now();
  await deliverWorstCase(product, org, index);
  for (;;) {
    const { body } = await product.api('GET', `/syncs/ses_${index}`, { org });
    if (body.state === 'synced') return performance.now() - begun;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const written = ({ sandbox }: ProductProcesses): number => sandbox.records(BIG.portalId, 'meetings').length;

function p95(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}
