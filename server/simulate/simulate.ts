import type { Settings } from '../../shared/settings.ts';
import type { SimulatedWrite, Simulation } from '../../shared/simulation.ts';
import type { Clock } from '../clock.ts';
import { noCrash } from '../crashpoints.ts';
import type { Conversations } from '../cards/conversations.ts';
import { createAssociations } from '../hubspot/associations.ts';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import type { Directory } from '../hubspot/directory.ts';
import { createObjects, type CallContext } from '../hubspot/objects.ts';
import { createNameSearch } from '../hubspot/searchNames.ts';
import { notActive, notConnected } from '../installs/errors.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { Corrections } from '../matching/corrections.ts';
import { sessionKey, type SessionDocument, type SessionStore } from '../sessions/sessionStore.ts';
import type { Store } from '../store/store.ts';
import type { Proposals } from '../proposals/proposalStore.ts';
import { createCompanyDomains } from '../sync/companyDomains.ts';
import type { Ledger } from '../sync/ledger.ts';
import { createMarks } from '../sync/marks.ts';
import { createDecide } from '../sync/decide.ts';
import type { Features, Plan, PlannedSession } from '../sync/plan.types.ts';
import { idOf, typeOf } from '../sync/ref.ts';
import { plannedSession } from '../sync/plannedSession.ts';
import { createCompanyReader } from '../sync/readCompanies.ts';
import { createSnapshotReader } from '../sync/snapshot.ts';
import { offSkips } from '../sync/offProblems.ts';
import type { SwitchedOff } from '../sync/switchedOff.ts';
import { featuresOf } from '../sync/featuresOf.ts';
import { describePlan } from './describePlan.ts';
import { differencesOf, type Outcome } from './differences.ts';
import { estimateWrites } from './estimateWrites.ts';
import { createNames } from './names.ts';
import { observeReads, type ObservedCall } from './observedCall.ts';

export interface SimulateDeps {
  store: Store;
  clock: Clock;
  call: HubSpotCall;
  directory: Directory;
  conversations: Conversations;
  corrections: Corrections;
  proposals: Proposals;
  ledger: Ledger;
  sessions: SessionStore;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  savedSettings: (orgId: string) => Promise<Settings>;
  appEvents: boolean;
  appUrl: string;
}

export interface SimulateInput {
  orgId: string;
  /** Proposed settings; the saved ones when left out, as for a backfill. */
  settings?: Settings;
  /** Which conversations, or how many of the newest. */
  sessions: readonly SessionDocument[] | number;
}

/** Throws `AppError` 409 when no portal is connected. */
export type Simulate = (input: SimulateInput) => Promise<Simulation>;

/**
 * What settings would do with stored conversations: the same reader and the same plan() as a real turn, and
 * no step that writes. Asks HubSpot in the lane of people, because someone waits for the answer.
 */
export function createSimulate(deps: SimulateDeps): Simulate {
  const companyDomains = createCompanyDomains(deps);
  const marks = createMarks(deps);

  return async ({ orgId, settings, sessions }) => {
    const install = await deps.installOf(orgId);
    if (install?.status !== 'active') throw install ? notActive() : notConnected();
    const saved = await deps.savedSettings(orgId);
    const proposed = settings ?? saved;
    const documents = typeof sessions === 'number' ? await deps.sessions.newest(orgId, sessions) : sessions;
    const { planned, counted } = await load(orgId, documents);
    const features = featuresOf(install, deps);
    const context: CallContext = { portalId: install._id, lane: 'people' };
    const answers = new Map<string, Promise<unknown>>();
    const conversations = readOnce(deps.conversations);
    const outcomeOf = (chosen: Settings) =>
      outcome(context, planned, chosen, features, conversations, observeReads(deps.call, answers));
    const [then, now] = await Promise.all([
      outcomeOf(proposed),
      isSame(proposed, saved) ? undefined : outcomeOf(saved),
    ]);
    return {
      sessions: planned.length,
      writes: then.writes.map(withoutKey),
      skips: then.plan.sessions.flatMap(({ sessionId, skips, without }) =>
        [...skips, ...offSkips(without, then.off)].map((skip) => ({ sessionId, ...skip })),
      ),
      estimatedCalls: then.reads + estimateWrites(then.plan),
      planUnits: then.plan.sessions.filter(
        ({ sessionId, outcome }) => outcome === 'write' && !counted.has(sessionId),
      ).length,
      differences: now ? differencesOf(planned, then, now) : [],
    };
  };

  /** Conversations as a turn would load them, and those that count in a month already (contract §3). */
  async function load(orgId: string, documents: readonly SessionDocument[]) {
    const keys = documents.map(({ sessionId }) => sessionKey(orgId, sessionId));
    const rows = new Map(
      (await deps.ledger.documents.find({ _id: { $in: keys }, orgId }).toArray()).map((row) => [
        row.sessionId,
        row,
      ]),
    );
    const planned = documents.map((document) =>
      plannedSession(document, rows.get(document.sessionId), document),
    );
    const counted = new Set(
      [...rows.values()].flatMap(({ sessionId, firstSyncedAt }) => (firstSyncedAt ? [sessionId] : [])),
    );
    return { planned, counted };
  }

  async function outcome(
    context: CallContext,
    sessions: readonly PlannedSession[],
    settings: Settings,
    features: Features,
    conversations: RecordHistory,
    { call, count }: ObservedCall,
  ): Promise<Outcome & { reads: number; off: SwitchedOff }> {
    const objects = createObjects(call);
    const readSnapshot = createSnapshotReader({
      ...deps,
      linkedTo: deps.ledger.linkedTo,
      crash: noCrash,
      companyDomains,
      marks,
      conversations,
      objects,
      searchNames: createNameSearch(call),
      associations: createAssociations(call),
    });
    const snapshot = await readSnapshot(context, sessions, settings, features);
    const decide = createDecide({ objects, clock: deps.clock });
    const decided = await decide(context, { sessions, settings, snapshot, features });
    const reads = count();
    const named = snapshot.off.has('companies') ? [] : companiesOf(decided);
    const companies = await createCompanyReader({ objects })(context, named);
    const nameOf = createNames(snapshot, companies);
    return { plan: decided, writes: describePlan(decided, nameOf), nameOf, reads, off: snapshot.off };
  }
}

type RecordHistory = Pick<Conversations, 'newest' | 'counts' | 'asking'>;

/** Two plans look at the same records: their history is read for both at once. */
function readOnce({ newest, counts, asking }: RecordHistory): RecordHistory {
  return { newest: once(newest), counts: once(counts), asking: once(asking) };
}

function once<A extends unknown[], T>(read: (...asked: A) => Promise<T>): (...asked: A) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (...asked) => {
    const key = JSON.stringify(asked);
    const answer = answers.get(key) ?? read(...asked);
    answers.set(key, answer);
    return answer;
  };
}

/** Only people read names; the plan needs none. */
function companiesOf({ sessions }: Plan): string[] {
  const refs = sessions.flatMap(({ links }) => links.map(({ ref }) => ref));
  return refs.filter((ref) => typeOf(ref) === 'companies' && !idOf(ref).startsWith('new:')).map(idOf);
}

function withoutKey({ sessionId, action, type, id, summary }: SimulatedWrite): SimulatedWrite {
  return { sessionId, action, type, ...(id ? { id } : {}), summary };
}

function isSame(left: Settings, right: Settings): boolean {
  return JSON.stringify({ ...left, version: 0 }) === JSON.stringify({ ...right, version: 0 });
}
