import type { Sandbox } from '../sandbox.types.ts';
import type { LivepromptBackend } from './liveprompt.ts';

/**
 * Walks the real install as a browser would: liveprompt → our `/oauth/install` → consent page → our
 * `/oauth/callback` → back at liveprompt. The cookie ties the walk to one browser (contract §4).
 * @throws Error when the walk does not end connected.
 */
export async function connectByItself(deps: {
  liveprompt: Pick<LivepromptBackend, 'api'>;
  sandbox: Pick<Sandbox, 'consent'>;
  portalId: string;
}): Promise<void> {
  const { body } = await deps.liveprompt.api('POST', '/connection');
  const { authorizeUrl } = body as { authorizeUrl: string };
  const install = await fetch(authorizeUrl, { redirect: 'manual' });
  const cookie = install.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const callback = await deps.sandbox.consent(install.headers.get('location') ?? '', deps.portalId);
  const back = await fetch(callback, { redirect: 'manual', headers: { cookie } });
  const location = back.headers.get('location') ?? '';
  if (!location.includes('status=connected')) {
    throw new Error(`The demo could not connect its HubSpot account: ${back.status} ${location}`);
  }
}
