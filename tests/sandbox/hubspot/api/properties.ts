import { json, notFound, type Reply } from '../http.ts';
import type { ObjectType } from '../objects.types.ts';
import {
  archiveGroup,
  archiveProperty,
  checkActivityAccess,
  createGroup,
  createProperties,
  createProperty,
  definitionOf,
  listProperties,
  updateProperty,
  type PropertyInput,
} from '../properties/operations.ts';
import { groupView, propertyView } from '../properties/view.ts';
import { typeOf } from './records.ts';
import type { ApiCall, Route } from './route.ts';
import { definitionReadScopes, definitionWriteScopes } from './scopes.ts';

const read = (tail: string, handle: (call: ApiCall, type: ObjectType) => Reply): Route => ({
  method: 'GET',
  path: `/crm/properties/{v}/{type}${tail}`,
  scopes: ({ type }) => definitionReadScopes(type),
  bucket: 'general',
  handle: (call) => handle(call, typeOf(call.portal, call.params['type'])),
});

const write = (method: string, tail: string, handle: (call: ApiCall, type: ObjectType) => Reply): Route => ({
  method,
  path: `/crm/properties/{v}/{type}${tail}`,
  scopes: ({ type }) => definitionWriteScopes(type),
  bucket: 'general',
  handle: (call) => {
    const type = typeOf(call.portal, call.params['type']);
    checkActivityAccess(call.portal, type);
    return handle(call, type);
  },
});

const name = (call: ApiCall): string => call.params['name'] ?? '';
const archived = (call: ApiCall): boolean => call.request.query.get('archived') === 'true';

export const PROPERTY_ROUTES: readonly Route[] = [
  read('/groups', (call, type) =>
    json(200, { results: [...call.portal.groups[type].values()].map(groupView) }),
  ),
  read('/groups/{name}', (call, type) => {
    const group = call.portal.groups[type].get(name(call));
    if (group === undefined) throw notFound(`Unable to find group ${name(call)}`);
    return json(200, groupView(group));
  }),
  write('POST', '/groups', (call, type) =>
    createGroup(call.portal, type, call.body as { name: string; label: string }),
  ),
  write('DELETE', '/groups/{name}', (call, type) => archiveGroup(call.portal, type, name(call))),
  write('POST', '/batch/create', (call, type) =>
    createProperties(call.portal, type, (call.body as { inputs: PropertyInput[] }).inputs, call.write.now),
  ),
  read('', (call, type) => listProperties(call.portal, type, archived(call))),
  write('POST', '', (call, type) =>
    createProperty(call.portal, type, call.body as PropertyInput, call.write.now),
  ),
  read('/{name}', (call, type) =>
    json(200, propertyView(call.portal, type, definitionOf(call.portal, type, name(call), archived(call)))),
  ),
  write('PATCH', '/{name}', (call, type) =>
    updateProperty(call.portal, type, name(call), call.body as Partial<PropertyInput>),
  ),
  write('DELETE', '/{name}', (call, type) => archiveProperty(call.portal, type, name(call), call.write.now)),
];
