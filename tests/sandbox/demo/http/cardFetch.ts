import { signedFetch } from '../../hubspot/signedFetch.ts';
import { DEMO_PERSON } from '../settings.ts';

/**
 * HubSpot's proxy as a card meets it through `hubspot.fetch`: adds who asks, signs, and goes to our
 * server. The origin the cards name is replaced as HubSpot's own development proxy does (`local.json`),
 * and what is signed is the address that our server knows as its own.
 */
export function createCardFetch(deps: {
  serverUrl: string;
  clientSecret: string;
  appId: string;
  portalId: string;
}): (url: string, method: string, body: object | undefined) => Promise<Response> {
  return (url, method, body) => {
    const asked = new URL(url);
    return signedFetch({
      clientSecret: deps.clientSecret,
      appId: deps.appId,
      portalId: deps.portalId,
      userId: String(DEMO_PERSON.userId),
      userEmail: DEMO_PERSON.email,
      method,
      url: `${deps.serverUrl}${asked.pathname}${asked.search}`,
      ...(body === undefined ? {} : { body }),
    });
  };
}
