import type { mongo } from 'mongoose';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import { probeActivityKey } from './activityKeyProbe.ts';
import type { InstallDocument } from './install.ts';
import { PROPERTY_SET } from './ownProperties.ts';
import { provisionProperties } from './provisionProperties.ts';
import type { Limitation } from './provisionTypes.ts';

const accountDetails = z.object({
  portalName: z.string().nullish(),
  uiDomain: z.string().regex(/^app[a-z0-9-]*\.hubspot\.com$/),
  timeZone: z.string().min(1),
  companyCurrency: z.string().nullish(),
});

export interface ProvisionDeps {
  call: HubSpotCall;
  installs: Pick<mongo.Collection<InstallDocument>, 'findOne' | 'updateOne'>;
  clock: Clock;
  log: { warn: (facts: object, message: string) => void };
}

/** Prepares a portal: account facts, our properties, the activity key. May run any number of times. */
export type Provision = (portalId: string) => Promise<void>;

/**
 * A part that fails never fails the install: what could not be switched on is recorded with its reason.
 * A part that could not be tried (HubSpot unwell) leaves `provisionedAt` as it is, so that it runs again.
 */
export function createProvision(deps: ProvisionDeps): Provision {
  return async (portalId) => {
    const install = await deps.installs.findOne({ _id: portalId }, { projection: { scopes: 1 } });
    const scopes = install?.scopes ?? [];
    const [account, properties, key] = await Promise.all([
      attempt(() => readAccount(deps.call, portalId), 'account'),
      attempt(
        async () => ({ limitations: await provisionProperties(deps.call, portalId, scopes) }),
        'properties',
      ),
      attempt(async () => {
        const { mode, limitations } = await probeActivityKey(deps.call, portalId);
        return { activityKeyMode: mode, limitations };
      }, 'activity_key'),
    ]);
    const parts = [account, properties, key];
    for (const part of parts.filter(({ again }) => again)) {
      deps.log.warn({ portalId, reason: part.limitations[0]?.reason }, 'provisioning has to be repeated');
    }
    await deps.installs.updateOne(
      { _id: portalId },
      {
        $set: {
          ...account.facts,
          ...key.facts,
          limitations: parts.flatMap(({ limitations }) => limitations),
          ...(parts.some(({ again }) => again)
            ? {}
            : { provisionedAt: deps.clock.now(), propertySet: PROPERTY_SET }),
        },
      },
    );
  };
}

interface Part {
  facts: Partial<InstallDocument>;
  limitations: Limitation[];
  /** Nothing is known yet: try once more later. */
  again: boolean;
}

async function attempt(work: () => Promise<Partial<InstallDocument>>, feature: string): Promise<Part> {
  try {
    const { limitations = [], ...facts } = await work();
    return { facts, limitations, again: false };
  } catch (error) {
    const reason = error instanceof AppError ? error.message : 'HubSpot answered in a way we did not expect.';
    const again = error instanceof AppError && error.kind !== 'final';
    return { facts: {}, limitations: [{ feature, reason }], again };
  }
}

/** `uiDomain` names the portal's own host; record links must not guess it (hubspot-api.md §4.4). */
async function readAccount(call: HubSpotCall, portalId: string): Promise<Partial<InstallDocument>> {
  const reply = await call<unknown>(portalId, { endpoint: 'account.details', lane: 'people' });
  const account = accountDetails.parse(reply.body);
  return {
    portalName: account.portalName ?? null,
    uiDomain: account.uiDomain,
    timeZone: account.timeZone,
    currency: account.companyCurrency ?? null,
  };
}
