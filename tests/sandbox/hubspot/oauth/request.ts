import type { SandboxSettings } from '../settings.ts';

export interface ConsentRequest {
  redirectUri: string;
  required: string[];
  optional: string[];
  state: string | undefined;
}

const words = (value: string | null): string[] => (value ?? '').split(' ').filter((word) => word !== '');

/**
 * Reads the consent URL as HubSpot does (hubspot-api.md §1.1).
 * @returns the request, or the sentence a person would read on HubSpot's error page.
 */
export function readConsentRequest(
  query: URLSearchParams,
  app: SandboxSettings['app'],
): ConsentRequest | string {
  if (query.get('client_id') !== app.clientId) return 'The client_id is missing or unknown.';
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!app.redirectUrls.includes(redirectUri)) {
    return 'The redirect_uri does not match one of the redirect URLs configured for this app.';
  }
  const required = words(query.get('scope'));
  const optional = words(query.get('optional_scope'));
  const missing = app.scopes.filter((scope) => !required.includes(scope));
  if (missing.length > 0) {
    return `The scopes do not match the app's configuration. Missing required scopes: ${missing.join(', ')}.`;
  }
  const allowed = new Set([...app.scopes, ...app.optionalScopes]);
  const unknown = [...required, ...optional].filter((scope) => !allowed.has(scope));
  if (unknown.length > 0) {
    return `The scopes do not match the app's configuration. Not configured: ${unknown.join(', ')}.`;
  }
  return { redirectUri, required, optional, state: query.get('state') ?? undefined };
}
