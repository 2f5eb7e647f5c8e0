import type { mongo } from 'mongoose';
import type { InstallDocument } from './install.ts';
import type { Provision } from './provision.ts';

const BATCH = 20;

/** Portals whose provisioning could not be tried to the end, because HubSpot was unwell when they connected. */
export function provisionPending(deps: {
  installs: Pick<mongo.Collection<InstallDocument>, 'find' | 'countDocuments'>;
  provision: Provision;
  /** Called once a portal has everything: conversations may have come before. */
  provisioned: (portalId: string) => Promise<unknown>;
  log: { warn: (facts: object, message: string) => void };
}) {
  return async (): Promise<number> => {
    const pending = await deps.installs
      .find({ provisionedAt: null, status: 'active' })
      .limit(BATCH)
      .toArray();
    for (const { _id: portalId } of pending) {
      try {
        await deps.provision(portalId);
        const done = await deps.installs.countDocuments({ _id: portalId, provisionedAt: { $ne: null } });
        if (done === 1) await deps.provisioned(portalId);
      } catch (err) {
        deps.log.warn({ err, portalId }, 'provisioning has to wait');
      }
    }
    return pending.length;
  };
}
