/** Where the install flow sends a person back to at liveprompt; one place, so that liveprompt can rely on it. */
export function connectedAt(appUrl: string, portalId: string): string {
  return `${appUrl}/integrations/hubspot?status=connected&portal=${encodeURIComponent(portalId)}`;
}

export function declinedAt(appUrl: string, reason: 'access_denied' | 'install_failed'): string {
  return `${appUrl}/integrations/hubspot?status=declined&reason=${reason}`;
}

/** liveprompt signs the person in, shows which HubSpot account it is, asks, and redeems the token. */
export function linkAt(appUrl: string, portalId: string, linkToken: string): string {
  return `${appUrl}/integrations/hubspot/link?portal=${encodeURIComponent(portalId)}&linkToken=${encodeURIComponent(linkToken)}`;
}

/** The partner sign-in: liveprompt answers with `POST /api/v1/connection {state}` and follows `authorizeUrl`. */
export function signInAt(appUrl: string, state: string, returnUrl: string): string {
  const query = `state=${encodeURIComponent(state)}&returnUrl=${encodeURIComponent(returnUrl)}`;
  return `${appUrl}/integrations/hubspot/signin?${query}`;
}

/** HubSpot wants its own `returnUrl` back with our `state` added (hubspot-platform.md §10.2, step 4). */
export function withState(returnUrl: string, state: string): string {
  const url = new URL(returnUrl);
  url.search = `${url.search ? `${url.search}&` : '?'}state=${encodeURIComponent(state)}`;
  return url.toString();
}
