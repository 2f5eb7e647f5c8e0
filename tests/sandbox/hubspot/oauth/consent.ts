import type { Reply, SandboxRequest } from '../http.ts';
import type { Portal } from '../portal/portal.ts';
import type { SandboxSettings } from '../settings.ts';
import type { Authority, Grant } from './authority.ts';
import { consentPage, errorPage } from './consentPage.ts';
import { readConsentRequest, type ConsentRequest } from './request.ts';

export const CONSENT_PATH = '/oauth/authorize';

export interface Consent {
  /** GET shows the page, POST is the person's decision. */
  handle(request: SandboxRequest): Reply;
  /** What an install grants: required scopes, and the optional ones the portal does not withhold (§1.1). */
  grantFor(portal: Portal, optional: readonly string[]): Grant;
}

const redirect = (target: string, parameters: Record<string, string | undefined>): Reply => {
  const url = new URL(target);
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, value);
  return { status: 302, headers: { location: url.toString() } };
};

const refusal = (sentence: string): Reply => ({ status: 400, body: errorPage(sentence) });

export function createConsent(deps: {
  settings: SandboxSettings;
  authority: Authority;
  portals: ReadonlyMap<string, Portal>;
}): Consent {
  const { settings, authority, portals } = deps;
  const { app } = settings;

  const grantFor = (portal: Portal, optional: readonly string[]): Grant => {
    const withheld = new Set(portal.seed.withheldScopes ?? []);
    const user = portal.seed.users?.[0] ?? { id: 7_000, email: `admin@portal-${portal.id}.example` };
    const scopes = [...app.scopes, ...optional.filter((scope) => !withheld.has(scope))];
    return { portalId: portal.id, userId: user.id, userEmail: user.email, scopes: [...new Set(scopes)] };
  };

  const decide = (form: URLSearchParams, asked: ConsentRequest): Reply => {
    const { redirectUri, state } = asked;
    if (form.get('decision') !== 'connect') {
      return redirect(redirectUri, {
        error: 'access_denied',
        error_description: 'The user denied access to the app',
        state,
      });
    }
    const portal = portals.get(form.get('portal') ?? '');
    if (portal === undefined) return refusal('Choose an account to connect.');
    const withheld = app.scopes.filter((scope) => portal.seed.withheldScopes?.includes(scope));
    if (withheld.length > 0) {
      return refusal(`This account cannot grant the scopes the app requires: ${withheld.join(', ')}.`);
    }
    const code = authority.mintCode(grantFor(portal, asked.optional), redirectUri, settings.now().getTime());
    return redirect(redirectUri, { code, state });
  };

  return {
    grantFor,
    handle: (request) => {
      const asked = readConsentRequest(request.query, app);
      if (typeof asked === 'string') return refusal(asked);
      if (request.method === 'POST') return decide(new URLSearchParams(request.rawBody), asked);
      const action = `${CONSENT_PATH}?${request.query.toString()}`;
      return { status: 200, body: consentPage(app.name, asked, [...portals.values()], action) };
    },
  };
}
