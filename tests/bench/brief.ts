import { BUYERS } from '../sandbox/samples/cast.ts';
import { DEMO_IDS, demoPortal } from '../sandbox/samples/portal.ts';
import { sales } from '../sandbox/samples/sales.ts';
import { offsetClock } from '../support/offsetClock.ts';
import { startProduct } from '../support/product.ts';
import { median } from './median.ts';

export interface BriefFigures {
  latencyMs: number;
  /** Rounds to HubSpot with nothing in any cache. */
  rounds: number;
  calls: number;
  medianMs: number;
  slowestMs: number;
  /** The same question again within a minute. */
  cachedMs: number;
}

const ASKED = 12;

/** How long somebody waits for a brief about two people with company, deals and tasks while HubSpot takes `latencyMs` a call. */
export async function measureBrief(latencyMs: number): Promise<BriefFigures> {
  const clock = offsetClock();
  const product = await startProduct({
    clock,
    sandbox: { latencyMs, monotonicMs: () => clock.monotonicMs() },
  });
  try {
    product.sandbox.addPortal(demoPortal('2027-12-31'));
    await product.connect('org_1', DEMO_IDS.portal);
    await product.deliver(sales(new Date(Date.now() - 15 * 86_400_000), 'org_1', 'a'));
    await product.idle();
    const participants = [{ email: BUYERS.john.email }, { email: BUYERS.sarah.email }];
    const ask = async () => {
      const started = performance.now();
      const { status, body } = await product.api('POST', '/context', { body: { participants } });
      const { leftOut } = body as unknown as { leftOut: unknown[] };
      if (status !== 200 || leftOut.length > 0) throw new Error(`a brief was answered ${status}, not whole`);
      return performance.now() - started;
    };
    const took: number[] = [];
    let calls = 0;
    let rounds = 0;
    for (let index = 0; index < ASKED; index += 1) {
      // Briefs, owners, stages and the calls of the window: everything is forgotten, as on a new morning.
      clock.skip(660_000);
      product.sandbox.resetCalls();
      took.push(await ask());
      // A token that has grown old on the way is refreshed before: that is no reading, though it takes its time.
      const reads = product.sandbox.calls().filter(({ path }) => path.startsWith('/crm/'));
      calls = reads.length;
      rounds = Math.max(rounds, new Set(reads.map(({ round }) => round)).size);
    }
    const cachedMs = await ask();
    const [medianMs, slowestMs] = [median(took), Math.max(...took)].map(Math.round) as [number, number];
    return { latencyMs, rounds, calls, medianMs, slowestMs, cachedMs: Math.round(cachedMs) };
  } finally {
    await product.stop();
  }
}
