import type { InstallDocument } from '../../../server/installs/install.ts';
import { inPortal } from '../../../server/http/inPortal.ts';
import type { ApiRoute, Caller } from '../../../server/http/route.ts';

const MANAGE = 'https://app.liveprompt.ai/integrations/hubspot';

describe('an endpoint of the dashboard inside HubSpot', () => {
  const callers: Caller[] = [];
  const queries: Readonly<Record<string, string>>[] = [];
  const route: ApiRoute = {
    method: 'get',
    path: '/hubspot/options',
    access: 'read',
    handle: ({ caller, query }) => {
      callers.push(caller);
      queries.push(query);
      return Promise.resolve({ status: 200, body: {} });
    },
  };
  const request = { query: {}, params: {}, headers: {}, body: undefined };
  const installed = (orgId: string | null) => () =>
    Promise.resolve({ _id: '11', orgId } as unknown as InstallDocument);
  const caller = { portalId: '11', userId: '7', userEmail: 'rep@seller.com' };

  it('belongs to the organisation of the signed portal and to the person HubSpot names', async () => {
    const served = inPortal(installed('org_1'), route, MANAGE);
    expect(served).toMatchObject({ method: 'get', path: '/options' });
    await served.handle({ ...request, caller });
    await served.handle({ ...request, caller: { ...caller, userEmail: null } });
    expect(callers).toEqual([
      { orgId: 'org_1', email: 'rep@seller.com', role: 'admin', door: 'hubspot' },
      { orgId: 'org_1', email: 'HubSpot user 7', role: 'admin', door: 'hubspot' },
    ]);
  });

  it('is asked only what its own address asks, not what HubSpot adds', async () => {
    const query = { limit: '5', portalId: '11', userId: '7', userEmail: 'rep@seller.com', appId: '4242' };
    await inPortal(installed('org_1'), route, MANAGE).handle({ ...request, query, caller });
    expect(queries.at(-1)).toEqual({ limit: '5' });
  });

  it.each([
    ['no install', () => Promise.resolve(null)],
    ['an install that belongs to nobody yet', installed(null)],
  ])('answers 409 with the next click for %s', async (_case, installOf) => {
    await expect(inPortal(installOf, route, MANAGE).handle({ ...request, caller })).rejects.toMatchObject({
      status: 409,
      code: 'not_connected',
      url: MANAGE,
    });
  });
});
