import { CONSENT_PATH } from './oauth/consent.ts';

/**
 * Walks the consent page as a person would: opens it, chooses the portal, presses "Connect app".
 * @returns the redirect to our callback.
 * @throws Error with the sentence of the page when HubSpot refuses.
 */
export async function walkConsent(authorizeUrl: string, portalId: string): Promise<string> {
  const url = new URL(authorizeUrl);
  if (url.pathname !== CONSENT_PATH) throw new Error(`Not a consent URL: ${url.pathname}`);
  const shown = await fetch(url, { redirect: 'manual' });
  const html = await shown.text();
  if (shown.status !== 200) throw new Error(alertOf(html));
  const decided = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ portal: portalId, decision: 'connect' }),
  });
  const location = decided.headers.get('location');
  if (location === null) throw new Error(alertOf(await decided.text()));
  return location;
}

const alertOf = (html: string): string =>
  /role="alert">([^<]*)</.exec(html)?.[1] ?? 'The consent page failed.';
