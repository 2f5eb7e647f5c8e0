import { badRequest } from '../errors.ts';
import { cookieName } from '../cookies.ts';
import type { BrowserRoute } from '../route.ts';
import { LINK_COOKIE } from './browserCookie.ts';
import { linkAt } from './locations.ts';

/**
 * `GET /oauth/link`: takes the browser that finished a marketplace install on to liveprompt, where the
 * person signs in, sees which HubSpot account it is, and ties it to an organisation.
 */
export function getLink(deps: { appUrl: string; secure: boolean }): BrowserRoute {
  return {
    path: '/link',
    handle({ cookies }) {
      const value = cookies[cookieName(LINK_COOKIE, deps.secure)] ?? '';
      const [, portalId, token] = /^(\d{1,20})\.([A-Za-z0-9_-]{43})$/.exec(value) ?? [];
      if (portalId === undefined || token === undefined) {
        throw badRequest(
          'link_missing',
          'This browser has not installed liveprompt in HubSpot within the last ten minutes.',
          'Install liveprompt from the HubSpot marketplace again, or press Connect HubSpot in liveprompt.',
        );
      }
      return Promise.resolve({ status: 302, location: linkAt(deps.appUrl, portalId, token) });
    },
  };
}
