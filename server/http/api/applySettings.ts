import { z } from 'zod';
import type { Audit } from '../../audit/audit.types.ts';
import type { InstallDocument } from '../../installs/install.ts';
import { connected } from '../../settings/connected.ts';
import type { Releases } from '../../sync/releases.ts';
import { parseBody } from '../input.ts';
import type { ApiRoute } from '../route.ts';

export const applySettingsBody = z.object({ days: z.number().int().min(1).max(365) });

/**
 * `POST /api/v1/settings/apply {days}` → 202 `{queued}`: what was synced in those days runs once more,
 * under the settings as they are now. It counts nothing twice and gives way to new conversations.
 */
export function applySettings(deps: {
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  releases: Pick<Releases, 'applyAgain'>;
  audit: Audit;
}): ApiRoute {
  return {
    method: 'post',
    path: '/settings/apply',
    access: 'write',
    async handle({ caller, body: given }) {
      const { days } = parseBody(applySettingsBody, given);
      const install = connected(await deps.installOf(caller.orgId));
      const queued = await deps.releases.applyAgain(install, caller.orgId, days);
      await deps.audit.record({
        orgId: caller.orgId,
        who: caller.email,
        what: 'settings_applied',
        where: caller.door,
        portalId: install._id,
        after: { days: String(days), queued: String(queued) },
      });
      return { status: 202, body: { queued } };
    },
  };
}
