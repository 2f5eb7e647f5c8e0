/** `https://app.hubspot.com` and its regional twins `https://app-eu1.hubspot.com` (contract §4). */
const HUBSPOT_APP_HOST = /^app(-[a-z0-9]{1,10})?\.hubspot\.com$/;
const MAX_LENGTH = 2_048;

/**
 * The `returnUrl` HubSpot sends on a marketplace install, or undefined when it does not lead to HubSpot's
 * own application. Everything that two parsers could read differently (userinfo, backslash, port,
 * whitespace, control characters, encoded host) is refused rather than repaired: this is the guard
 * against an open redirect (reliability.md §5).
 */
export function hubspotReturnUrl(given: string): URL | undefined {
  if (given.length > MAX_LENGTH || !/^https:\/\/app[a-z0-9.-]*\.com(?:[/?#]|$)/.test(given)) return undefined;
  // Only visible ASCII, and no backslash: browsers read `\` as `/` and drop tabs and line ends.
  if (/[^!-~]|\\/.test(given)) return undefined;
  if (!URL.canParse(given)) return undefined;
  const url = new URL(given);
  const plain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '';
  return plain && HUBSPOT_APP_HOST.test(url.hostname) ? url : undefined;
}
