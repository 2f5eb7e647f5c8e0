import { journal } from '../../../server/intake/journal.ts';
import { connectStore } from '../../../server/store/connect.ts';
import type { Store } from '../../../server/store/store.ts';
import { load } from './load.ts';
import { wireRequests } from './requests.ts';
import { SECRET_BYTES, startReference, startStoreProcess, startWeb } from './servers.ts';
import { median } from '../median.ts';

export interface IngestFigures {
  /** Medians of interleaved rounds, requests per second. */
  reference: number;
  product: number;
  ratio: number;
  p50Ms: number;
  p99Ms: number;
  rounds: number;
  refused: number;
  /** Stored and answered, and not yet in the session store when a round ended. */
  carriedOverLater: number;
}

const CONNECTIONS = 50;

/** Accepted webhooks per second against node:http doing the same work without a store, in turn (performance.md §3, goal 1). */
export async function measureIngest(rounds: number, requestsPerRound: number): Promise<IngestFigures> {
  const store = await startStoreProcess();
  const reference = await startReference();
  const web = await startWeb(store.port, 'ingest');
  const rows = await connectStore({ uri: `mongodb://127.0.0.1:${store.port}/ingest` });
  try {
    const figures = {
      reference: [] as number[],
      product: [] as number[],
      p50: [] as number[],
      p99: [] as number[],
      later: [] as number[],
    };
    let refused = 0;
    for (let round = -1; round < rounds; round += 1) {
      const one = await load(
        reference.port,
        wireRequests(requestsPerRound, SECRET_BYTES, 'ref'),
        CONNECTIONS,
      );
      const two = await load(
        web.port,
        wireRequests(requestsPerRound, SECRET_BYTES, `r${round}`),
        CONNECTIONS,
      );
      // What is still carried over shall not run beside the next round of the other.
      const later = await carriedOver(rows);
      // The first round warms both up.
      if (round < 0) continue;
      figures.later.push(later);
      refused += requestsPerRound - (two.answers['202'] ?? 0);
      figures.reference.push(one.requestsPerSecond);
      figures.product.push(two.requestsPerSecond);
      figures.p50.push(two.p50Ms);
      figures.p99.push(two.p99Ms);
    }
    const [ref, product] = [median(figures.reference), median(figures.product)];
    const ratio = median(figures.product.map((value, index) => value / (figures.reference[index] ?? value)));
    return {
      reference: ref,
      product,
      ratio,
      p50Ms: median(figures.p50),
      p99Ms: median(figures.p99),
      rounds,
      refused,
      carriedOverLater: median(figures.later),
    };
  } finally {
    await rows.close();
    await Promise.all([web.script.end(), reference.script.end(), store.script.end()]);
  }
}

/** Waits until the web role carries nothing over any more. @returns how much was open at first, without what is left to the sweep. */
async function carriedOver(store: Store): Promise<number> {
  const open = () => store.collection(journal).countDocuments({ projectedAt: null });
  const first = await open();
  for (let [before, now] = [Infinity, first]; now < before; [before, now] = [now, await open()])
    await new Promise((resolve) => setTimeout(resolve, 300));
  return first - (await open());
}
