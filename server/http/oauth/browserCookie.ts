import { cookieName } from '../cookies.ts';
import type { Cookie } from '../route.ts';

const BROWSER_COOKIE = 'liveprompt_browser';
export const LINK_COOKIE = 'liveprompt_link';

const TEN_MINUTES = 600;
const GOOD_VALUE = /^[A-Za-z0-9_-]{43}$/;

/** The browser that is walking the flow, or undefined when it carries no cookie of ours. */
export function readBrowser(cookies: Readonly<Record<string, string>>, secure: boolean): string | undefined {
  const value = cookies[cookieName(BROWSER_COOKIE, secure)];
  return value !== undefined && GOOD_VALUE.test(value) ? value : undefined;
}

/** `SameSite=None` only on the marketplace leg, which HubSpot may open inside its own pages. */
export function browserCookie(value: string, leg: 'liveprompt' | 'marketplace'): Cookie {
  return {
    name: BROWSER_COOKIE,
    value,
    maxAgeSeconds: TEN_MINUTES,
    sameSite: leg === 'marketplace' ? 'None' : 'Lax',
  };
}

/** Carries the link token of a finished marketplace install to `/oauth/link`. */
export function linkCookie(token: string): Cookie {
  return { name: LINK_COOKIE, value: token, maxAgeSeconds: TEN_MINUTES, sameSite: 'Lax' };
}
