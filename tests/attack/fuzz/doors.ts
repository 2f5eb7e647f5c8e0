import fc from 'fast-check';
import { OPERATIONS } from '../../../server/http/reference/operations.ts';
import { apiRouteList } from '../../support/apiRouteList.ts';
import { hubspotRouteList } from '../../support/hubspotRouteList.ts';
import { bodiesLike, pathPiece, queriesOf } from './bodies.ts';

/** Where a request stands and how it has to be signed to get past the guard. */
export type Guard = 'webhook' | 'token' | 'hubspot' | 'none';

export interface Door {
  name: string;
  guard: Guard;
  requests: fc.Arbitrary<Shot>;
}

export interface Shot {
  method: string;
  url: string;
  body?: string;
}

const operation = (method: string, path: string) =>
  OPERATIONS.find((one) => one.method === method && one.path === path);

const queryNames = (schema: unknown): string[] =>
  schema && typeof schema === 'object' && 'shape' in schema ? Object.keys(schema.shape as object) : [];

/** Bodies of endpoints that the API reference does not tell. */
const GOOD: Readonly<Record<string, unknown>> = {
  '/tasks/:taskId': { done: true },
  '/links': { sessionId: 'ses_1', objectType: 'contact', objectId: '5012', action: 'move', toId: '5013' },
};
const WORKFLOW_CALL = {
  callbackId: 'ap-501-1-1-0',
  origin: { portalId: 501, actionDefinitionId: 1 },
  context: { source: 'WORKFLOWS', workflowId: 1 },
  object: { objectId: 5012, objectType: 'CONTACT' },
  inputFields: { template: 'follow_up', subject: 'Hello', dueInDays: '2' },
  fields: { template: { type: 'OBJECT_PROPERTY' } },
};
const CRM_EVENTS = [
  {
    eventId: 1,
    subscriptionId: 1,
    portalId: 501,
    appId: 4242,
    occurredAt: 1_795_514_400_000,
    subscriptionType: 'object.merge',
    objectTypeId: '0-1',
    attemptNumber: 0,
    primaryObjectId: 5012,
    mergedObjectIds: [5013],
    newObjectId: 5012,
  },
  {
    portalId: 501,
    occurredAt: 1_795_514_400_000,
    subscriptionType: 'object.propertyChange',
    objectTypeId: '0-3',
    objectId: 5013,
    propertyName: 'dealstage',
    propertyValue: 'contractsent',
  },
];
const IDENTITY = ['objectId', 'objectType', 'sessionId', 'cursor', 'kind', 'locale', 'timeZone', 'place'];

interface Route {
  method: string;
  path: string;
}

/** Any endpoint of a list, with whatever in its address and body. */
function shots(prefix: string, routes: readonly Route[], identity = ''): fc.Arbitrary<Shot> {
  return fc.oneof(
    ...routes.map(({ method, path }) => {
      const known = operation(method, `/api/v1${path}`);
      const names = queryNames(known?.query);
      const good = GOOD[path] ?? known?.body?.example ?? {};
      return fc
        .tuple(
          queriesOf(names.length > 0 ? names : IDENTITY),
          pathPiece,
          method === 'get' ? fc.constant(undefined) : bodiesLike(good),
        )
        .map(([query, id, body]): Shot => {
          const asked = [query, identity].filter(Boolean).join('&');
          return {
            method: method.toUpperCase(),
            url: `${prefix}${path.replace(/:\w+/g, id)}${asked ? `?${asked}` : ''}`,
            ...(body === undefined ? {} : { body }),
          };
        });
    }),
  );
}

const posts = (urls: readonly string[], good: unknown): fc.Arbitrary<Shot> =>
  fc.tuple(fc.constantFrom(...urls), bodiesLike(good)).map(([url, body]) => ({ method: 'POST', url, body }));

/** Leaving takes the grant away, which ends the game for whoever comes after. */
const stays = ({ method, path }: Route): boolean => !(method === 'delete' && path === '/connection');

/** Every door of the product that takes anything from outside. */
export function doors(): Door[] {
  const webhook = operation('post', '/webhooks/liveprompt')?.body?.example;
  return [
    { name: 'webhooks of liveprompt', guard: 'webhook', requests: posts(['/webhooks/liveprompt'], webhook) },
    { name: 'webhooks of HubSpot', guard: 'hubspot', requests: posts(['/webhooks/hubspot'], CRM_EVENTS) },
    { name: 'API', guard: 'token', requests: shots('/api/v1', apiRouteList().filter(stays)) },
    {
      name: 'cards and pages in HubSpot',
      guard: 'hubspot',
      requests: shots(
        '/hubspot',
        hubspotRouteList(),
        'portalId=501&userId=7&userEmail=rep%40seller.com&appId=4242',
      ),
    },
    {
      name: 'workflow actions',
      guard: 'hubspot',
      requests: posts(
        ['/hubspot/workflow/follow-up', '/hubspot/workflow/last-conversation', '/hubspot/workflow/options'],
        WORKFLOW_CALL,
      ),
    },
    {
      name: 'install flow',
      guard: 'none',
      requests: fc
        .tuple(
          fc.constantFrom('/oauth/install', '/oauth/callback', '/oauth/link'),
          queriesOf(['code', 'state', 'returnUrl', 'step', 'error', 'linkToken', 'returnTo']),
        )
        .map(([path, query]) => ({ method: 'GET', url: `${path}?${query}` })),
    },
  ];
}
