import { json, notFound } from '../http.ts';
import type { Owner, Portal } from '../portal/portal.ts';
import type { Pipeline } from '../portal/pipelines.ts';
import { typeOf } from './records.ts';
import type { Route } from './route.ts';

const BORN = '2024-01-01T00:00:00.000Z';

const ownerView = (owner: Owner): Record<string, unknown> => ({
  id: owner.id,
  email: owner.email,
  type: 'PERSON',
  firstName: owner.firstName,
  lastName: owner.lastName,
  userId: owner.userId,
  userIdIncludingInactive: owner.userId,
  createdAt: BORN,
  updatedAt: BORN,
  archived: false,
  teams: [],
});

const pipelineView = (pipeline: Pipeline): Record<string, unknown> => ({
  ...pipeline,
  stages: pipeline.stages.map((stage) => ({
    ...stage,
    createdAt: BORN,
    updatedAt: BORN,
    archived: false,
    writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
  })),
  createdAt: BORN,
  updatedAt: BORN,
  archived: false,
});

/** Minutes east of UTC of the portal's zone at an instant. */
function offsetMinutes(timeZone: string, at: number): number {
  const wall = new Date(at).toLocaleString('sv-SE', { timeZone });
  return Math.round((Date.parse(`${wall.replace(' ', 'T')}Z`) - at) / 60_000);
}

const utcOffset = (minutes: number): string => {
  const size = Math.abs(minutes);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
};

function details(portal: Portal, now: number): Record<string, unknown> {
  const timeZone = portal.seed.timeZone ?? 'US/Eastern';
  const minutes = offsetMinutes(timeZone, now);
  const uiDomain = portal.seed.uiDomain ?? 'app.hubspot.com';
  return {
    portalId: Number(portal.id),
    accountType: 'STANDARD',
    timeZone,
    companyCurrency: portal.seed.currency ?? 'USD',
    additionalCurrencies: [],
    utcOffset: utcOffset(minutes),
    utcOffsetMilliseconds: minutes * 60_000,
    uiDomain,
    dataHostingLocation: /-([a-z]+\d+)\./.exec(uiDomain)?.[1] ?? 'na1',
    ...(portal.seed.name === undefined ? {} : { portalName: portal.seed.name }),
  };
}

export const ACCOUNT_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/account-info/{v}/details',
    scopes: () => [['oauth']],
    bucket: 'general',
    handle: (call) => json(200, details(call.portal, call.write.now)),
  },
  {
    method: 'GET',
    path: '/crm/owners/{v}',
    scopes: () => [['crm.objects.owners.read']],
    bucket: 'general',
    handle: ({ portal, request }) => {
      const email = request.query.get('email')?.toLowerCase();
      const after = Number(request.query.get('after') ?? '0');
      const limit = Math.min(Number(request.query.get('limit') ?? '100'), 500);
      const archived = request.query.get('archived') === 'true';
      const all = archived
        ? []
        : portal.owners.filter((owner) => email === undefined || owner.email.toLowerCase() === email);
      const results = all.slice(after, after + limit).map(ownerView);
      const more = after + limit < all.length;
      return json(200, { results, ...(more ? { paging: { next: { after: String(after + limit) } } } : {}) });
    },
  },
  {
    method: 'GET',
    path: '/crm/owners/{v}/{id}',
    scopes: () => [['crm.objects.owners.read']],
    bucket: 'general',
    handle: ({ portal, request, params }) => {
      const byUser = request.query.get('idProperty') === 'userId';
      const owner = portal.owners.find(
        (entry) => (byUser ? String(entry.userId) : entry.id) === params['id'],
      );
      if (owner === undefined) throw notFound('resource not found');
      return json(200, ownerView(owner));
    },
  },
  {
    method: 'GET',
    path: '/crm/pipelines/{v}/{type}',
    // Any deals scope or the owners scope opens it (hubspot-api.md §4.2).
    scopes: () => [['crm.objects.deals.read', 'crm.objects.deals.write', 'crm.objects.owners.read']],
    bucket: 'general',
    handle: ({ portal, params }) =>
      json(200, { results: (portal.pipelines[typeOf(portal, params['type'])] ?? []).map(pipelineView) }),
  },
];
