import type { InstallDocument } from '../installs/install.ts';
import { coachingFeature } from './coachingFeature.ts';
import { mayDefineOnCompanies } from '../installs/ownProperties.ts';
import type { Features } from './plan.types.ts';
import { mayUseTickets } from './ticketScope.ts';
import { withheldIn } from './withheld.ts';

/** What a portal and the deployment allow a plan to write. Pure. */
export function featuresOf(
  install: InstallDocument,
  { appEvents, appUrl }: Pick<Features, 'appEvents' | 'appUrl'>,
): Features {
  return {
    activityKeyMode: install.activityKeyMode,
    appEvents,
    tickets: mayUseTickets(install),
    coaching: coachingFeature(install),
    companyProperties: mayDefineOnCompanies(install),
    withheld: withheldIn(install),
    appUrl,
    currency: install.currency,
  };
}
