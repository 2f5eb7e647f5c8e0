import type { mongo } from 'mongoose';
import type { InstallDocument } from './install.ts';
import type { Provision } from './provision.ts';

const BATCH = 20;

/** Portals whose provisioning could not be tried to the end, because HubSpot was unwell when they connected. */
export function provisionPending(deps: {
  installs: Pick<mongo.Collection<InstallDocument>, 'find'>;
  provision: Provision;
  log: { warn: (facts: object, message: string) => void };
}) {
  return async (): Promise<number> => {
    const pending = await deps.installs
      .find({ provisionedAt: null, status: 'active' })
      .limit(BATCH)
      .toArray();
    for (const { _id: portalId } of pending) {
      await deps.provision(portalId).catch((err: unknown) => {
        deps.log.warn({ err, portalId }, 'provisioning has to wait');
      });
    }
    return pending.length;
  };
}
