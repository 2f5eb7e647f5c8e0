import { createHubSpotCall } from '../../../server/hubspot/call.ts';
import type { HubSpotRequest } from '../../../server/hubspot/call.types.ts';
import { HubSpotError } from '../../../server/hubspot/errors.ts';
import { createTokenClient } from '../../../server/hubspot/oauth.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../../shared/scopes.ts';
import { FAULT_KINDS } from '../../chaos/cells/faults.ts';
import { createLocalHubSpot } from '../../sandbox/hubspot/localHubSpot.ts';
import { demoPortal } from '../../sandbox/samples/portal.ts';
import { EVENT_TYPES } from '../../support/eventTypes.ts';
import { steppedClock } from '../../support/steppedClock.ts';

const PORTAL = '48291573';
const REDIRECT = 'http://localhost/oauth/callback';
const APP = { clientId: 'client-id', clientSecret: 'client-secret', appId: '4242' };
const WRITE: HubSpotRequest = {
  endpoint: 'objects.update',
  path: { type: 'contacts' },
  body: { inputs: [{ id: '30001', properties: { jobtitle: 'Engineer' } }] },
};
const READ: HubSpotRequest = { endpoint: 'owners.list' };

/** Two faults are one cell where the border makes the same of both, but for the words (decision 0004). */
describe('faults that are called alike', () => {
  const named = (name: string) => FAULT_KINDS.find((kind) => kind.name === name);
  const alike = FAULT_KINDS.filter(({ like }) => like !== undefined);

  it.each(alike.map(({ name, like = '' }) => [name, like]))(
    '%s is told from %s by nobody',
    async (name, like) => {
      for (const request of [WRITE, READ]) {
        if (request === READ && name.endsWith('after the effect')) continue;
        expect(await seen(name, request)).toEqual(await seen(like, request));
      }
    },
  );

  it('are found to differ where they do', async () => {
    expect(await seen('reset, without effect', WRITE)).not.toEqual(await seen('500, without effect', WRITE));
    expect(await seen('reset, without effect', WRITE)).not.toEqual(
      await seen('reset, after the effect', WRITE),
    );
  });

  async function seen(name: string, request: HubSpotRequest) {
    const fault = named(name)?.fault;
    if (fault === undefined || fault === 'unreachable') throw new Error(`${name} is no fault of an answer`);
    const clock = steppedClock();
    const hubspot = createLocalHubSpot({
      app: {
        ...APP,
        redirectUrls: [REDIRECT],
        scopes: [...REQUIRED_SCOPES],
        optionalScopes: [...OPTIONAL_SCOPES],
      },
      now: clock.now,
      monotonicMs: clock.monotonicMs,
      eventTypes: EVENT_TYPES,
    });
    hubspot.addPortal(demoPortal('2026-12-31'));
    const border = { apiUrl: 'http://hubspot.invalid', apiVersion: '2026-09', fetch: hubspot.fetch, clock };
    const oauth = createTokenClient({ ...border, ...APP, redirectUri: REDIRECT });
    const { accessToken } = await oauth.exchange(hubspot.mintCode(PORTAL, REDIRECT));
    const token = () => Promise.resolve(accessToken);
    hubspot.fault({ ...fault, path: /^\/crm\//, times: 1 });
    const call = createHubSpotCall({
      ...border,
      tokens: { current: token, replace: token, latest: token },
      window: { take: () => Promise.resolve(), heard: () => Promise.resolve() },
      slowDown: (_portalId, _bucket, error) => Promise.resolve(error),
    });
    const error: unknown = await call(PORTAL, request).catch((thrown: unknown) => thrown);
    if (!(error instanceof HubSpotError)) throw new Error(`${name} was no error`);
    const { kind, effect, code, retryAfterMs, policy, absent } = error;
    const jobtitle = hubspot.record(PORTAL, 'contacts', '30001')?.properties['jobtitle'];
    return { kind, effect, code, retryAfterMs, policy, absent, jobtitle };
  }
});
