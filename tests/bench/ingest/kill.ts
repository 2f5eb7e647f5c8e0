import { COLLECTIONS } from '../../../server/collections.ts';
import { connectStore } from '../../../server/store/connect.ts';
import type { Store } from '../../../server/store/store.ts';
import { journal, journalId } from '../../../server/intake/journal.ts';
import { load } from './load.ts';
import { wireRequests } from './requests.ts';
import { SECRET_BYTES, startStoreProcess, startWeb } from './servers.ts';

export interface KillFigures {
  kills: number;
  accepted: number;
  /** Answered 202 and not in the journal: must be none. */
  lost: number;
}

const CONNECTIONS = 50;

/**
 * SIGKILL to the web role in the middle of a load, again and again on one store; each time every webhook that
 * was answered 202 has to be in the journal (performance.md §3, goal 1).
 */
export async function killUnderLoad(kills: number, requestsPerRound: number): Promise<KillFigures> {
  const storeProcess = await startStoreProcess();
  const figures: KillFigures = { kills, accepted: 0, lost: 0 };
  try {
    const store = await connectStore({ uri: `mongodb://127.0.0.1:${storeProcess.port}/kill` });
    for (let round = 0; round < kills; round += 1) {
      const requests = wireRequests(requestsPerRound, SECRET_BYTES, `k${round}`);
      const web = await startWeb(storeProcess.port, 'kill');
      const accepted: string[] = [];
      const killAt = Math.floor(requestsPerRound * (0.2 + 0.6 * (round / kills)));
      let seen = 0;
      await load(web.port, requests, CONNECTIONS, (index) => {
        accepted.push(idOf(requests[index]));
        if ((seen += 1) === killAt) void web.script.end('SIGKILL');
      });
      await web.script.end('SIGKILL');
      const stored = await idsIn(store);
      figures.accepted += accepted.length;
      figures.lost += accepted.filter((id) => !stored.has(journalId(id))).length;
      // In memory, a million of them would not fit.
      for (const spec of COLLECTIONS) await store.collection(spec).deleteMany({});
    }
    await store.close();
    return figures;
  } finally {
    await storeProcess.script.end();
  }
}

async function idsIn(store: Store): Promise<ReadonlySet<string>> {
  const rows = await store
    .collection(journal)
    .find({}, { projection: { _id: 1 } })
    .toArray();
  return new Set(rows.map(({ _id }) => _id));
}

function idOf(request: Buffer | undefined): string {
  return /webhook-id: (\S+)/.exec(request?.toString('latin1', 0, 300) ?? '')?.[1] ?? '';
}
