import { deliverBacklog, deliverWorstCase } from '../../bench/backlog.ts';
import { worstCasePortal } from '../../bench/worstCase.ts';
import { startProcesses, type ProductProcesses } from '../../support/productProcesses.ts';
import type { ChaosOptions } from '../options.ts';
import { secondsSince, watched, type Report } from '../report.ts';

interface Tie {
  orgId: string;
  portalId: string;
}

const BIG: Tie = { orgId: 'org_big', portalId: '1000' };
/** The others, and how many conversations each of them has, one after the other. */
const OTHERS = Array.from({ length: 8 }, (_, index): Tie => ({
  orgId: `org_${index + 1}`,
  portalId: String(1_001 + index),
}));
const EACH = 5;
const LATENCY_MS = 100;
const POLL_MS = 10;
const NEVER_MS = 120_000;
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
    for (const other of OTHERS) {
      product.sandbox.addPortal(worstCasePortal(other.portalId, 2 * EACH + 1));
      await product.connect(other.orgId, other.portalId);
      await lone(product, other, 0);
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
        'conversations of others': OTHERS.length * EACH,
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
    for (const other of OTHERS) took.push(await lone(product, other, round));
  return took;
}

/** From the webhook until HubSpot has its meeting; asked there, as asking the product would be work for it. */
async function lone(product: ProductProcesses, { orgId, portalId }: Tie, index: number): Promise<number> {
  const before = written(product, portalId);
  const begun = performance.now();
  await deliverWorstCase(product, orgId, index);
  while (written(product, portalId) === before) {
    if (performance.now() - begun > NEVER_MS) throw new Error(`${orgId} waited for ${NEVER_MS} ms in vain`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return performance.now() - begun;
}

const written = ({ sandbox }: ProductProcesses, portalId = BIG.portalId): number =>
  sandbox.records(portalId, 'meetings').length;

function p95(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}
