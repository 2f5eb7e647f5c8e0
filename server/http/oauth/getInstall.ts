import { stateRefused } from '../../installs/errors.ts';
import type { OAuthStates } from '../../installs/oauthState.ts';
import type { BrowserRoute } from '../route.ts';
import { browserCookie, readBrowser } from './browserCookie.ts';
import { withState } from './locations.ts';

export interface GetInstallDeps {
  states: OAuthStates;
  /** HubSpot's consent page for a state. */
  consentUrl: (state: string) => string;
  randomBytes: (size: number) => Buffer;
  secure: boolean;
}

/**
 * `GET /oauth/install`: ties the attempt to this browser and goes on to HubSpot. With `state` it
 * continues what an administrator began at liveprompt; without, it begins an install that belongs to
 * nobody until it is linked (a person who comes from the marketplace listing).
 */
export function getInstall(deps: GetInstallDeps): BrowserRoute {
  return {
    path: '/install',
    async handle({ query, cookies }) {
      const browser = readBrowser(cookies, deps.secure) ?? deps.randomBytes(32).toString('base64url');
      const given = query['state'];
      if (given === undefined) {
        const state = await deps.states.begin({ orgId: null, startedBy: null, returnUrl: null, browser });
        return to(deps.consentUrl(state), browser, 'liveprompt');
      }
      const attempt = await deps.states.bind(given, browser);
      if (!attempt) throw stateRefused();
      return attempt.returnUrl === null
        ? to(deps.consentUrl(given), browser, 'liveprompt')
        : to(withState(attempt.returnUrl, given), browser, 'marketplace');
    },
  };

  function to(location: string, browser: string, leg: 'liveprompt' | 'marketplace') {
    return { status: 302, location, cookies: [browserCookie(browser, leg)] };
  }
}
