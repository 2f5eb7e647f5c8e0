import type { mongo } from 'mongoose';
import type { Clock } from '../clock.ts';
import type { InstallDocument } from './install.ts';
import { PROPERTY_SET } from './ownProperties.ts';
import type { Provision } from './provision.ts';

const BATCH = 20;
/** A turn that began while something was missing is over by then, and what it left out is in the ledger. */
const TURNS_END_MS = 5 * 60_000;

export interface PendingDeps {
  installs: Pick<mongo.Collection<InstallDocument>, 'find' | 'findOne' | 'updateOne'>;
  provision: Provision;
  /** Called for a portal that has everything: conversations may have come before. */
  provisioned: (install: InstallDocument) => Promise<unknown>;
  clock: Clock;
  log: { warn: (facts: object, message: string) => void };
}

/**
 * Portals whose provisioning could not be tried to the end, because HubSpot was unwell when they connected,
 * and conversations that were written before it was done: at once where we finish it here, and once more when
 * no turn can be under way that began before.
 */
export function provisionPending({ installs, provision, provisioned, clock, log }: PendingDeps) {
  return async (): Promise<number> => {
    const turnsEnded = new Date(clock.now().getTime() - TURNS_END_MS);
    const pending = await installs
      .find({
        status: 'active',
        $or: [
          { provisionedAt: null },
          // Properties that came with a newer version of the product.
          { propertySet: { $ne: PROPERTY_SET } },
          { caughtUp: false, provisionedAt: { $lte: turnsEnded } },
        ],
      })
      .limit(BATCH)
      .toArray();
    for (const install of pending) {
      const portalId = install._id;
      try {
        if (install.provisionedAt === null || install.propertySet !== PROPERTY_SET) await finish(portalId);
        else await catchUp(install);
      } catch (err) {
        log.warn({ err, portalId }, 'provisioning has to wait');
      }
    }
    return pending.length;
  };

  async function finish(portalId: string): Promise<void> {
    await provision(portalId);
    const install = await installs.findOne({ _id: portalId, propertySet: PROPERTY_SET });
    if (install) await provisioned(install);
  }

  /** Queued first, noted then: a crash between the two queues them twice, which writes nothing. */
  async function catchUp(install: InstallDocument): Promise<void> {
    await provisioned(install);
    await installs.updateOne(
      { _id: install._id, provisionedAt: install.provisionedAt },
      { $set: { caughtUp: true } },
    );
  }
}
