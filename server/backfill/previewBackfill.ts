import type { Simulation } from '../../shared/simulation.ts';
import { sessionKey, type SessionStore } from '../sessions/sessionStore.ts';
import type { Simulate } from '../simulate/simulate.ts';
import type { Ledger } from '../sync/ledger.ts';
import type { Range } from './range.ts';

/** What is simulated in full; a person waits for the answer. */
const SAMPLE = 100;
const PAGE = 1_000;

/**
 * The newest conversations of the range as they would be synced. Calls are extrapolated to the whole range;
 * plan units are counted: a conversation that was synced before is free (contract §3).
 */
export async function previewBackfill(
  deps: { simulate: Simulate; sessions: SessionStore; ledger: Ledger },
  orgId: string,
  range: Range,
): Promise<Simulation> {
  const sample = await deps.sessions.begun(orgId, range, null, SAMPLE);
  const simulation = await deps.simulate({ orgId, sessions: sample });
  if (sample.length < SAMPLE) return simulation;
  const total = await deps.sessions.countBegun(orgId, range);
  return {
    ...simulation,
    estimatedCalls: Math.ceil((simulation.estimatedCalls * total) / sample.length),
    planUnits: simulation.planUnits + (await neverSynced(deps, orgId, range, sample.at(-1))),
  };
}

async function neverSynced(
  { sessions, ledger }: { sessions: SessionStore; ledger: Ledger },
  orgId: string,
  range: Range,
  after: Awaited<ReturnType<SessionStore['begun']>>[number] | undefined,
): Promise<number> {
  let units = 0;
  for (let last = after; last;) {
    const page = await sessions.begun(orgId, range, last, PAGE);
    const keys = page.map(({ sessionId }) => sessionKey(orgId, sessionId));
    units += await ledger.documents.countDocuments({ _id: { $in: keys }, orgId, firstSyncedAt: null });
    last = page.length === PAGE ? page.at(-1) : undefined;
  }
  return units;
}
