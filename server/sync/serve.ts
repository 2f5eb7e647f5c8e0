import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import type { InstallDocument } from '../installs/install.ts';
import { MAX_ATTEMPTS } from '../queue/backoff.ts';
import type { ServePortal } from '../queue/worker.ts';
import type { Settings } from '../../shared/settings.ts';
import { mayUseTickets } from './ticketScope.ts';
import type { Ledger } from './ledger.ts';
import { NEVER } from '../queue/lease.ts';
import type { PlanLimit } from './planLimit.ts';
import type { RunTurn } from './turn.ts';

/** Sessions per turn: HubSpot's batch size, so that one write per object type does for all of them. */
const TURN_SIZE = 100;
/** A portal gives way to the others after this long (reliability.md §4 "Fair"). */
const TURN_MS = 30_000;

export interface ServeDeps {
  install: (portalId: string) => Promise<InstallDocument | null>;
  settings: (orgId: string) => Promise<Settings>;
  ledger: Ledger;
  planLimit: PlanLimit;
  runTurn: RunTurn;
  appEvents: boolean;
  appUrl: string;
  clock: Clock;
  crash: Crashpoint;
}

/** Drains what is due for one portal, batch by batch, while its lease and its turn last. */
export function createServePortal(deps: ServeDeps): ServePortal {
  return async (lease) => {
    const until = deps.clock.monotonicMs() + TURN_MS;
    await deps.crash('serve.install');
    const install = await deps.install(lease.portalId);
    if (!install?.orgId) return NEVER;
    if (install.status !== 'active') {
      await deps.crash('serve.hold');
      await deps.ledger.holdAll(lease.portalId);
      return NEVER;
    }
    await deps.crash('serve.settings');
    const settings = await deps.settings(install.orgId);
    const features = {
      activityKeyMode: install.activityKeyMode,
      appEvents: deps.appEvents,
      tickets: mayUseTickets(install),
      appUrl: deps.appUrl,
      currency: install.currency,
    };
    while (deps.clock.monotonicMs() < until) {
      await deps.crash('serve.due');
      const rows = await deps.ledger.claimDue(lease, deps.clock.now(), TURN_SIZE);
      if (rows.length === 0) break;
      const crashed = rows.filter(({ attempts }) => attempts > MAX_ATTEMPTS);
      await deps.crash('serve.crashed');
      await deps.ledger.failCrashed(lease, crashed);
      await deps.crash('serve.taken');
      const sound = rows.filter((row) => !crashed.includes(row));
      const within = await deps.planLimit.admit(lease, install.orgId, sound, settings);
      if (within.length === 0) continue;
      await deps.runTurn({ lease, rows: within, settings, features });
      await deps.planLimit.settle(install.orgId, settings);
    }
    await deps.crash('serve.next');
    return deps.ledger.nextDue(lease.portalId);
  };
}
