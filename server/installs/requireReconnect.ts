import type { mongo } from 'mongoose';
import type { InstallDocument } from './install.ts';

/** HubSpot took away what nothing works without: only a person can give it back. */
export type RequireReconnect = (portalId: string, connectedAt: Date, reason: string) => Promise<void>;

/** @returns what ends a connection, unless somebody connected anew since `connectedAt`. */
export function createRequireReconnect(deps: {
  installs: Pick<mongo.Collection<InstallDocument>, 'updateOne'>;
  /** The token in use is not to be used any more. */
  forget: (portalId: string) => void;
}): RequireReconnect {
  return async (portalId, connectedAt, reason) => {
    await deps.installs.updateOne(
      { _id: portalId, status: 'active', connectedAt },
      { $set: { status: 'reconnect_required', statusReason: reason } },
    );
    deps.forget(portalId);
  };
}
