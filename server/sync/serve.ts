import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import type { InstallDocument } from '../installs/install.ts';
import { LeaseLost, NEVER, type Lease } from '../queue/lease.ts';
import { sideBySide } from '../queue/sideBySide.ts';
import type { ServePortal } from '../queue/worker.ts';
import type { Terms } from '../settings/premium.ts';
import { featuresOf } from './featuresOf.ts';
import type { Ledger } from './ledger.ts';
import type { PlanLimit } from './planLimit.ts';
import { createReservations } from './reservations.ts';
import type { Flush, Serving, TakeDue } from './takeDue.ts';
import type { RunTurn } from './turn.ts';

/** A portal gives way to the others after this long (reliability.md §4 "Fair"). */
const TURN_MS = 30_000;
/** Flushes beside each other; as many as HubSpot's latency needs to fill a portal's limit (performance.md §2.4). */
const FLUSHES = 4;
/** More only while hardly a call waits for the rate window: then it is latency that holds them up, not the limit. */
const MOST_FLUSHES = 8;
/** About what the limit lets through in a second. */
const CROWD = 10;

export interface ServeDeps {
  install: (portalId: string) => Promise<InstallDocument | null>;
  terms: (orgId: string) => Promise<Terms>;
  ledger: Ledger;
  planLimit: PlanLimit;
  lookAhead: TakeDue['lookAhead'];
  take: TakeDue['take'];
  /** Gets ready what calls to HubSpot need: an access token and slots of the rate window. Never rejects. */
  prepareCalls: (portalId: string) => Promise<unknown>;
  runTurn: RunTurn;
  /** Calls to HubSpot that wait for their turn. */
  waitingCalls: (portalId: string) => number;
  appEvents: boolean;
  appUrl: string;
  clock: Clock;
  crash: Crashpoint;
}

/** Works off what is due for one portal, several flushes beside each other, while its lease and its turn last. */
export function createServePortal(deps: ServeDeps): ServePortal {
  return async (leased) => {
    const until = deps.clock.monotonicMs() + TURN_MS;
    const { portalId, expected } = leased;
    await deps.crash('serve.install');
    // None of it needs the others: an idle portal's first call leaves that much sooner.
    const front = deps.lookAhead(leased);
    front.catch(() => undefined);
    void deps.prepareCalls(portalId);
    const expectedTerms = expected && deps.terms(expected.orgId);
    expectedTerms?.catch(() => undefined);
    const install = await deps.install(portalId);
    if (!install?.orgId) return NEVER;
    if (install.status !== 'active') {
      await deps.crash('serve.hold');
      await deps.ledger.holdAll(portalId);
      return NEVER;
    }
    await deps.crash('serve.settings');
    const { settings, plan } = await (expectedTerms && expected.orgId === install.orgId
      ? expectedTerms
      : deps.terms(install.orgId));
    const features = featuresOf(install, deps);
    const { lease, lose } = shared(leased);
    const serving: Serving = {
      lease,
      orgId: install.orgId,
      connectedAt: install.connectedAt,
      settings,
      reservations: createReservations(),
      front,
      plan,
      learned: new Map(),
    };
    const running = new Set<Flush>();

    await sideBySide({
      hasRoom(count) {
        const most = deps.waitingCalls(portalId) > CROWD ? FLUSHES : MOST_FLUSHES;
        const isOver = lease.signal.aborted || deps.clock.monotonicMs() >= until;
        return !isOver && count < most && ![...running].some(({ alone }) => alone);
      },
      take: () => deps.take(serving, running.size > 0),
      async run(flush) {
        running.add(flush);
        try {
          await deps.runTurn({ serving, flush, features });
          await deps.planLimit.settle(serving.orgId, settings);
        } catch (error) {
          // Whoever holds the portal now may be writing: the flushes beside this one stop at once.
          if (error instanceof LeaseLost) lose(error);
          throw error;
        } finally {
          flush.reservation.release();
          running.delete(flush);
        }
      },
    });
    await deps.crash('serve.next');
    return deps.ledger.nextDue(portalId);
  };
}

/** One lease for several flushes: what one of them learns of its loss ends them all. */
function shared(lease: Lease): { lease: Lease; lose: (error: LeaseLost) => void } {
  const abort = new AbortController();
  const signal = AbortSignal.any([lease.signal, abort.signal]);
  // Every call listens that waits for its turn or its answer: that is no leak.
  setMaxListeners(0, signal);
  return {
    lease: { ...lease, signal },
    lose: (error) => abort.abort(error),
  };
}
