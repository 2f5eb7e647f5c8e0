import { json, type Reply } from '../http.ts';
import type { Schema } from '../schemas/schema.types.ts';
import type { SchemaInput } from '../schemas/define.ts';
import {
  addAssociation,
  changeSchema,
  createSchema,
  deleteSchema,
  limits,
  listSchemas,
  removeAssociation,
  schemaOf,
  type SchemaChange,
} from '../schemas/operations.ts';
import { schemaView } from '../schemas/view.ts';
import type { ApiCall, Route } from './route.ts';

const SCHEMAS = '/crm-object-schemas/{v}/schemas';
const READ = ['crm.schemas.custom.read', 'crm.objects.custom.read'];
const WRITE = ['crm.schemas.custom.write'];

const route = (
  method: string,
  path: string,
  scopes: readonly string[],
  handle: (call: ApiCall) => Reply,
): Route => ({ method, path, scopes: () => [[...scopes]], bucket: 'general', handle });

const named = (call: ApiCall): Schema => schemaOf(call.portal, call.params['type'] ?? '');

/** Definitions of the customer's own objects (hubspot-api.md §5), with the scopes the OpenAPI files name. */
export const SCHEMA_ROUTES: readonly Route[] = [
  route('GET', SCHEMAS, READ, ({ portal, request }) => listSchemas(portal, request.query)),
  route('POST', SCHEMAS, WRITE, ({ portal, body, write }) =>
    createSchema(portal, body as SchemaInput, write.now),
  ),
  route('GET', `${SCHEMAS}/{type}`, READ, (call) =>
    json(200, schemaView(call.portal, named(call), call.request.query)),
  ),
  route('PATCH', `${SCHEMAS}/{type}`, WRITE, (call) =>
    changeSchema(call.portal, named(call), call.body as SchemaChange, call.write.now),
  ),
  route('DELETE', `${SCHEMAS}/{type}`, WRITE, ({ portal, params, request, write }) =>
    deleteSchema(portal, params['type'] ?? '', request.query.get('archived') === 'true', write.now),
  ),
  route('POST', `${SCHEMAS}/{type}/associations`, WRITE, (call) =>
    addAssociation(
      call.portal,
      named(call),
      call.body as { fromObjectTypeId: string; toObjectTypeId: string },
      call.write.now,
    ),
  ),
  route('DELETE', `${SCHEMAS}/{type}/associations/{id}`, WRITE, (call) =>
    removeAssociation(named(call), call.params['id'] ?? '', call.write.now),
  ),
  route(
    'GET',
    '/crm/limits/{v}/custom-object-types',
    [...READ, ...WRITE, 'crm.objects.custom.write'],
    (call) => limits(call.portal),
  ),
];
