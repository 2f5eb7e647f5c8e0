import { resolve } from 'node:path';
import type { Sandbox, SandboxOptions } from '../sandbox.types.ts';
import { createExchange } from './exchange.ts';
import { createFaults } from './faults.ts';
import { createGateway } from './gateway.ts';
import type { SandboxRequest } from './http.ts';
import { createInProcessFetch } from './inProcessFetch.ts';
import { createJudge } from './judge/judge.ts';
import { createJournal } from './journal.ts';
import { createLimits, type Limits } from './limits.ts';
import { createAuthority } from './oauth/authority.ts';
import { CONSENT_PATH, createConsent } from './oauth/consent.ts';
import { createMarketplace, isMarketplace } from './oauth/marketplace.ts';
import { createPeople } from './people.ts';
import { createPortal, type Portal } from './portal/portal.ts';
import { dump } from './portal/dump.ts';
import { fill } from './portal/seeding.ts';
import { writeContext } from './records/context.ts';
import type { Delivery } from './server.ts';
import { withDefaults, type SandboxSettings } from './settings.ts';
import { createOutbox } from './outbox.ts';
import { sendWebhook } from './webhooks.ts';
import { createWorkflows } from './workflows/createWorkflows.ts';

/** The local HubSpot without a socket: what listens, or what is called in place, is put around it. */
export interface LocalHubSpot extends Omit<
  Sandbox,
  'url' | 'authorizeUrl' | 'marketplaceUrl' | 'consent' | 'close'
> {
  answer(request: SandboxRequest): Delivery;
  /** `fetch` that ends here, faults included: for runs whose time is not the machine's. */
  fetch: typeof fetch;
  /** Nothing begins by itself any more. */
  stop(): void;
  settings: SandboxSettings;
}

export function createLocalHubSpot(options: SandboxOptions): LocalHubSpot {
  const settings = withDefaults(options);
  const portals = new Map<string, Portal>();
  const limits = new Map<string, Limits>();
  const authority = createAuthority();
  const journal = createJournal();
  const faults = createFaults(settings.random);
  const judge = createJudge(resolve(settings.openApiDirectory));
  const consent = createConsent({ settings, authority, portals });
  const gateway = createGateway({
    settings,
    judge,
    authority,
    portals,
    limitsOf: (portalId) => {
      const found = limits.get(portalId) ?? createLimits();
      limits.set(portalId, found);
      return found;
    },
  });
  const exchange = createExchange({ settings, gateway, faults, journal });

  const marketplace = createMarketplace({ settings, authority, portals, consent });

  const answer = (request: SandboxRequest): Delivery => {
    const page =
      request.path === CONSENT_PATH ? consent : isMarketplace(request.path) ? marketplace : undefined;
    if (page === undefined) return exchange(request);
    const reply = page.handle(request);
    return { reply: () => reply, delayMs: 0, done: () => undefined };
  };

  const outbox = createOutbox(settings);
  const workflows = createWorkflows(settings);

  const portalOf = (portalId: string): Portal => {
    const portal = portals.get(portalId);
    if (portal === undefined) throw new Error(`No portal ${portalId}`);
    return portal;
  };

  return {
    answer,
    fetch: createInProcessFetch(answer),
    settings,
    addPortal: (seed) => {
      if (portals.has(seed.portalId)) throw new Error(`Portal ${seed.portalId} exists`);
      const portal = createPortal(seed);
      fill(writeContext(settings, portal, 'person', ''), seed);
      portal.tell = (happening) => {
        outbox.tell(portal.id, happening);
      };
      portal.hear = (event) => {
        workflows.hear(portal, event);
      };
      for (const workflow of seed.workflows ?? []) workflows.turnOn(portal, workflow);
      portals.set(seed.portalId, portal);
    },
    portalIds: () => [...portals.keys()],
    ...createPeople(settings, portalOf),
    mintCode: (portalId, redirectUri) => {
      const grant = consent.grantFor(portalOf(portalId), settings.app.optionalScopes);
      return authority.mintCode(grant, redirectUri, settings.now().getTime());
    },
    pendingWebhooks: outbox.pending,
    deliverWebhooks: outbox.deliver,
    sendWebhook: (target, events) =>
      sendWebhook(settings.app.clientSecret, target, events, settings.now().getTime()),
    workflows: workflows.of,
    workflowRuns: workflows.runs,
    runWorkflows: workflows.run,
    stop: workflows.stop,
    uninstall: (portalId) => {
      authority.uninstall(portalId);
    },
    expireAccessTokens: (portalId) => {
      authority.expireAccess(portalId, settings.now().getTime());
    },
    withdrawScopes: (portalId, scopes) => {
      authority.withdraw(portalId, scopes);
    },
    fault: (fault) => faults.add(fault),
    calls: () => journal.calls(),
    resetCalls: () => {
      journal.reset();
    },
    dump: (portalId) => dump(portalOf(portalId)),
  };
}
