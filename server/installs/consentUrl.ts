import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../shared/scopes.ts';

export interface ConsentPage {
  authorizeUrl: string;
  clientId: string;
  redirectUri: string;
}

/** HubSpot's consent page for one attempt; scopes are separated by `%20` (hubspot-api.md §1.1). */
export function consentUrl({ authorizeUrl, clientId, redirectUri }: ConsentPage, state: string): string {
  const url = new URL(authorizeUrl);
  const values: [string, string][] = [
    ['client_id', clientId],
    ['redirect_uri', redirectUri],
    ['scope', REQUIRED_SCOPES.join(' ')],
    ...(OPTIONAL_SCOPES.length > 0
      ? [['optional_scope', OPTIONAL_SCOPES.join(' ')] as [string, string]]
      : []),
    ['state', state],
  ];
  const query = values.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  url.search = url.search ? `${url.search}&${query}` : query;
  return url.toString();
}
