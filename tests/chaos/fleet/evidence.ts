import { COLLECTIONS } from '../../../server/collections.ts';
import { installs } from '../../../server/installs/install.ts';
import { journal } from '../../../server/intake/journal.ts';
import { portals } from '../../../server/queue/portalQueue.ts';
import { sessions } from '../../../server/sessions/sessionStore.ts';
import { connectStore } from '../../../server/store/connect.ts';
import { syncs } from '../../../server/sync/ledger.ts';
import type { SyncDocument } from '../../../server/sync/ledger.types.ts';
import type { PortalDump } from '../../sandbox/hubspot/portal/dump.ts';
import type { SandboxCall } from '../../sandbox/sandbox.types.ts';
import type { Accepted, FenceSeen, History, PersonAct, Tie } from '../checker/history.types.ts';
import { CANARIES, type Fleet } from './startFleet.ts';

/** What only the run knows. */
export interface Known {
  ties: readonly Tie[];
  accepted: readonly Accepted[];
  people: readonly PersonAct[];
  calls: readonly SandboxCall[];
  rerun: readonly SandboxCall[];
  usage: Readonly<Record<string, number>>;
}

/** What a run of real processes leaves behind, read from the store as the checker wants it. */
export async function openEvidence(fleet: Fleet) {
  const store = await connectStore({ uri: fleet.mongodbUri });
  await store.ensureIndexes(COLLECTIONS);
  const fences: FenceSeen[] = [];
  const at = { syncs: store.collection(syncs), journal: store.collection(journal) };
  return {
    /** Looks at the fences once; many looks show whether one ever falls. */
    async look(): Promise<void> {
      const rows = await store.collection(portals).find({}).toArray();
      fences.push(...rows.map(({ _id, fence }) => ({ document: `portals:${_id}`, fence })));
    },
    rows: (): Promise<SyncDocument[]> => at.syncs.find({}).toArray(),
    /** What is not at its end yet. */
    async open(): Promise<number> {
      const [unfinished, unprojected] = await Promise.all([
        at.syncs.countDocuments({ state: { $in: ['queued', 'running', 'retrying', 'held'] } }),
        at.journal.countDocuments({ projectedAt: null }),
      ]);
      return unfinished + unprojected;
    },
    /** What is late or under way, as an operator would ask. */
    async backlog() {
      const now = new Date();
      const [due, unprojected, busy] = await Promise.all([
        at.syncs.countDocuments({ dueAt: { $lte: now } }),
        at.journal.countDocuments({ projectedAt: null }),
        store
          .collection(portals)
          .find({ owner: { $type: 'string' } })
          .toArray(),
      ]);
      const since = Math.min(now.getTime(), ...busy.map(({ lastServedAt }) => lastServedAt.getTime()));
      return { due, unprojected, oldestRunningSeconds: Math.round((now.getTime() - since) / 100) / 10 };
    },
    async history(known: Known): Promise<History> {
      return {
        appUrl: 'https://app.liveprompt.test',
        portals: fleet.sandbox.portalIds().map((id) => fleet.sandbox.dump(id) as PortalDump),
        database: {
          journal: await at.journal.find({}).toArray(),
          sessions: await store.collection(sessions).find({}).toArray(),
          syncs: await at.syncs.find({}).toArray(),
          installs: await store.collection(installs).find({}).toArray(),
        },
        silences: [],
        takenAway: [],
        plantedBad: [],
        lateSurplus: false,
        fences,
        outputs: fleet.outputs,
        canaries: CANARIES,
        ...known,
      };
    },
    close: () => store.close(),
  };
}
