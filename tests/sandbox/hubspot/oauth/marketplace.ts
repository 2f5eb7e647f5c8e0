import type { Reply, SandboxRequest } from '../http.ts';
import type { Portal } from '../portal/portal.ts';
import type { SandboxSettings } from '../settings.ts';
import type { Authority } from './authority.ts';
import { errorPage } from './consentPage.ts';
import type { Consent } from './consent.ts';

export const INSTALL_PATH = '/marketplace/install';
const RETURN_PATH = '/marketplace/return';

export const isMarketplace = (path: string): boolean => path === INSTALL_PATH || path === RETURN_PATH;

const redirect = (target: string, parameters: Record<string, string>): Reply => {
  const url = new URL(target);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { status: 302, headers: { location: url.toString() } };
};

const refusal = (sentence: string): Reply => ({ status: 400, body: errorPage(sentence) });

/** HubSpot's side of an install that begins in its marketplace, with partner sign-in (hubspot-platform.md §10.2). */
export function createMarketplace(deps: {
  settings: SandboxSettings;
  authority: Authority;
  portals: ReadonlyMap<string, Portal>;
  consent: Consent;
}): { handle(request: SandboxRequest): Reply } {
  const { settings, authority, portals, consent } = deps;
  return {
    handle: ({ path, query }) => {
      const portal = portals.get(query.get('portalId') ?? '');
      const redirectUri = query.get('redirectUri') ?? '';
      if (portal === undefined) return refusal('This account does not exist.');
      if (!settings.app.redirectUrls.includes(redirectUri)) {
        return refusal('The install URL is not one of the redirect URLs configured for this app.');
      }
      const host = `https://${portal.seed.uiDomain ?? 'app.hubspot.com'}`;
      if (path === INSTALL_PATH) {
        const back = new URLSearchParams({ portalId: portal.id, redirectUri });
        return redirect(redirectUri, {
          step: 'authorize',
          returnUrl: `${host}${RETURN_PATH}?${back.toString()}`,
        });
      }
      const state = query.get('state');
      if (state === null || state === '') return refusal('The app came back without a state.');
      const grant = consent.grantFor(portal, settings.app.optionalScopes);
      return redirect(redirectUri, {
        step: 'finalize',
        code: authority.mintCode(grant, redirectUri, settings.now().getTime()),
        state,
        returnUrl: `${host}/connected-apps/${portal.id}/installed`,
      });
    },
  };
}
