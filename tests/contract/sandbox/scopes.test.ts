import { APP, openLab, PORTAL, REDIRECT, SEED, type Lab } from './harness.ts';

const READ = { properties: [], propertiesWithHistory: [], inputs: [{ id: '1' }] };
const CREATE = { inputs: [{ properties: {}, associations: [] }] };
const SEARCH = { filterGroups: [], properties: [], sorts: [], limit: 1, after: '0' };
const PROPERTY = {
  name: 'x',
  label: 'x',
  type: 'string',
  fieldType: 'text',
  groupName: 'contactinformation',
};

describe('scopes', () => {
  let lab: Lab;
  let bearer: string;
  beforeAll(async () => {
    // An app that only has `oauth`: everything else is missing.
    lab = await openLab({ app: { ...APP, scopes: ['oauth'], optionalScopes: [] } }, [SEED]);
    const { body } = await lab.form('/oauth/2026-09/token', {
      grant_type: 'authorization_code',
      client_id: APP.clientId,
      client_secret: APP.clientSecret,
      redirect_uri: REDIRECT,
      code: lab.sandbox.mintCode(PORTAL, REDIRECT),
    });
    bearer = String(body['access_token']);
  });
  afterAll(() => lab.sandbox.close());

  it.each([
    ['POST', '/crm/objects/2026-09/contacts/batch/read', READ, 'crm.objects.contacts.read'],
    ['POST', '/crm/objects/2026-09/0-2/batch/read', READ, 'crm.objects.companies.read'],
    ['POST', '/crm/objects/2026-09/deals/batch/create', CREATE, 'crm.objects.deals.write'],
    ['POST', '/crm/objects/2026-09/meetings/batch/create', CREATE, 'crm.objects.contacts.write'],
    ['POST', '/crm/objects/2026-09/tasks/batch/read', READ, 'crm.objects.contacts.read'],
    ['POST', '/crm/objects/2026-09/tickets/batch/read', READ, 'tickets'],
    ['POST', '/crm/objects/2026-09/companies/search', SEARCH, 'crm.objects.companies.read'],
    [
      'POST',
      '/crm/associations/2026-09/contacts/deals/batch/read',
      { inputs: [{ id: '1' }] },
      'crm.objects.contacts.read',
    ],
    ['POST', '/crm/properties/2026-09/contacts', PROPERTY, 'crm.schemas.contacts.write'],
    ['GET', '/crm/properties/2026-09/deals', undefined, 'crm.schemas.deals.read'],
    ['GET', '/crm/pipelines/2026-09/deals', undefined, 'crm.objects.deals.read'],
    ['GET', '/crm/owners/2026-09', undefined, 'crm.objects.owners.read'],
    [
      'POST',
      '/integrators/timeline/2026-09/events',
      { eventTypeName: 'x', id: '1', properties: {} },
      'timeline',
    ],
  ])('%s %s', async (method, path, body, scope) => {
    const answer = await lab.call(method, path, body, bearer);
    expect(answer).toMatchObject({ status: 403, body: { category: 'MISSING_SCOPES' } });
    expect(answer.body.errors[0]?.context['requiredGranularScopes']).toContain(scope);
  });

  it('account details need nothing more than oauth', async () => {
    const answer = await lab.call('GET', '/account-info/2026-09/details', undefined, bearer);
    expect(answer).toMatchObject({
      status: 200,
      body: { portalId: 1_111, uiDomain: 'app.hubspot.com', timeZone: 'US/Eastern', utcOffset: '-05:00' },
    });
  });

  it('no token, a wrong one', async () => {
    for (const wrong of ['', 'nonsense']) {
      const answer = await lab.call('GET', '/account-info/2026-09/details', undefined, wrong);
      expect(answer).toMatchObject({ status: 401, body: { category: 'INVALID_AUTHENTICATION' } });
    }
  });
});
