import type { Clock } from '../clock.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { PortalQueue } from '../queue/portalQueue.ts';
import type { Ledger } from '../sync/ledger.ts';

/** What a job needs that puts conversations of the ledger back into the queue. */
export interface RequeueDeps {
  ledger: Ledger;
  queue: PortalQueue;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  clock: Clock;
}

/** The account of an organisation, where somebody may call it; null while nobody may. */
export async function activePortal(deps: RequeueDeps, orgId: string): Promise<string | null> {
  const install = await deps.installOf(orgId);
  return install?.status === 'active' ? install._id : null;
}

/** Ids of ledger rows by their organisation. */
export function idsByOrganization(rows: readonly { _id: string; orgId: string }[]): Map<string, string[]> {
  const byOrganization = new Map<string, string[]>();
  for (const { _id, orgId } of rows) {
    const ids = byOrganization.get(orgId);
    if (ids) ids.push(_id);
    else byOrganization.set(orgId, [_id]);
  }
  return byOrganization;
}
