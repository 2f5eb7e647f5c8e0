import type { Connect } from '../../installs/connect.ts';
import { stateRefused } from '../../installs/errors.ts';
import type { InstallDocument } from '../../installs/install.ts';
import type { LinkTokens } from '../../installs/linkTokens.ts';
import type { OAuthStates } from '../../installs/oauthState.ts';
import type { BrowserReply, BrowserRoute } from '../route.ts';
import { browserCookie, linkCookie, readBrowser } from './browserCookie.ts';
import { callbackForm } from './callbackForm.ts';
import { connectedAt, declinedAt, linkAt, signInAt } from './locations.ts';

export interface GetCallbackDeps {
  states: OAuthStates;
  connect: Pick<Connect, 'grant'>;
  linkTokens: Pick<LinkTokens, 'mint'>;
  randomBytes: (size: number) => Buffer;
  /** LIVEPROMPT_APP_URL */
  appUrl: string;
  secure: boolean;
}

/** `GET /oauth/callback` in all its forms. No code is traded before the state has been used up. */
export function getCallback(deps: GetCallbackDeps): BrowserRoute {
  return {
    path: '/callback',
    async handle({ query, cookies }) {
      const form = callbackForm(query);
      const browser = readBrowser(cookies, deps.secure);
      switch (form.form) {
        case 'declined':
          if (form.state && browser) await deps.states.consume(form.state, browser);
          return { status: 302, location: declinedAt(deps.appUrl, form.reason) };
        case 'sign_in':
          return beginSignIn(form.returnUrl, browser);
        case 'stated':
          return finish(form, browser);
        case 'stateless':
          return leave(await deps.connect.grant(form.code, null), form.returnUrl);
      }
    },
  };

  async function beginSignIn(returnUrl: string, known: string | undefined): Promise<BrowserReply> {
    const browser = known ?? deps.randomBytes(32).toString('base64url');
    const state = await deps.states.begin({ orgId: null, startedBy: null, returnUrl, browser });
    return {
      status: 302,
      location: signInAt(deps.appUrl, state, returnUrl),
      cookies: [browserCookie(browser, 'marketplace')],
    };
  }

  async function finish(
    { code, state, returnUrl }: { code: string; state: string; returnUrl: string | null },
    browser: string | undefined,
  ): Promise<BrowserReply> {
    const attempt = browser === undefined ? null : await deps.states.consume(state, browser);
    if (!attempt) throw stateRefused();
    const { orgId, startedBy } = attempt;
    const owner = orgId !== null && startedBy !== null ? { orgId, email: startedBy } : null;
    return leave(await deps.connect.grant(code, owner), returnUrl ?? attempt.returnUrl);
  }

  /** Back to HubSpot where it asks for it (anything else is an endless loop there), else to liveprompt. */
  async function leave(install: InstallDocument, returnUrl: string | null): Promise<BrowserReply> {
    const portalId = install._id;
    if (install.orgId !== undefined) {
      return { status: 302, location: returnUrl ?? connectedAt(deps.appUrl, portalId) };
    }
    const linkToken = await deps.linkTokens.mint(portalId);
    return {
      status: 302,
      location: returnUrl ?? linkAt(deps.appUrl, portalId, linkToken),
      cookies: [linkCookie(`${portalId}.${linkToken}`)],
      body: { portalId, linkToken },
    };
  }
}
