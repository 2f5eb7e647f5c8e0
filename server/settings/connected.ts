import { AppError } from '../errors.ts';
import { notConnected } from '../installs/errors.ts';
import type { InstallDocument } from '../installs/install.ts';

/** The install, if HubSpot can be asked through it. @throws AppError 409 */
export function connected(install: InstallDocument | null): InstallDocument {
  if (!install) throw notConnected();
  if (install.status !== 'active') {
    throw new AppError({
      code: install.status === 'paused' ? 'paused' : 'reconnect_required',
      kind: 'revoked',
      status: 409,
      message: install.statusReason ?? 'HubSpot does not let liveprompt in any more.',
      action: 'Connect HubSpot again from the liveprompt settings.',
    });
  }
  return install;
}
