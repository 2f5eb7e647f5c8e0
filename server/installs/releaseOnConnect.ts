import type { Clock } from '../clock.ts';
import type { Connect } from './connect.ts';
import type { InstallDocument } from './install.ts';

export interface ReleaseDeps {
  release: (orgId: string, portalId: string, now: Date) => Promise<unknown>;
  /** What HubSpot forbade may be allowed now. */
  releaseForbidden: (install: InstallDocument) => Promise<unknown>;
  wake: (portalId: string, at: Date) => Promise<void>;
  clock: Clock;
}

/** Conversations that waited for a connection flow as soon as there is one: nothing a customer sent is lost. */
export function releaseOnConnect(connect: Connect, deps: ReleaseDeps): Connect {
  const released = async (install: InstallDocument): Promise<InstallDocument> => {
    if (install.orgId) {
      const now = deps.clock.now();
      await deps.release(install.orgId, install._id, now);
      await deps.releaseForbidden(install);
      await deps.wake(install._id, now);
    }
    return install;
  };
  return {
    grant: async (code, owner) => released(await connect.grant(code, owner)),
    link: async (portalId, owner) => released(await connect.link(portalId, owner)),
  };
}
