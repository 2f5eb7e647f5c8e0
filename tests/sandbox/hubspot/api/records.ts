import { notFound } from '../http.ts';
import type { ObjectType } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';
import { createBatch, createOne, type CreateInput } from '../records/create.ts';
import { listPage, readBatch, readOne, type BatchReadInput } from '../records/read.ts';
import { mergeTwo } from '../records/merge.ts';
import {
  archiveBatch,
  archiveOne,
  updateBatch,
  updateOne,
  upsertBatch,
  type UpdateInput,
} from '../records/update.ts';
import { typeIn } from '../schemas/customTypes.ts';
import { search } from '../search/search.ts';
import type { SearchBody } from '../search/rules.ts';
import type { ApiCall, Route } from './route.ts';
import { scopesOf } from './scopes.ts';

/** The judge has checked the shape; what is left is to name it. */
interface Bodies {
  read: BatchReadInput;
  search: SearchBody;
  create: CreateInput;
  merge: { primaryObjectId: string; objectIdToMerge: string };
  update: { properties: Record<string, string> };
}
const bodyOf = <K extends keyof Bodies>(call: ApiCall, _kind: K): Bodies[K] => call.body as Bodies[K];

export function typeOf(portal: Portal, name: string | undefined): ObjectType {
  const type = typeIn(portal, name ?? '');
  if (type === undefined) throw notFound(`Unable to infer object type from: ${name ?? ''}`);
  return type;
}

const route = (
  method: string,
  tail: string,
  access: 'read' | 'write',
  handle: (call: ApiCall, type: ObjectType) => ReturnType<Route['handle']>,
  bucket: Route['bucket'] = 'general',
): Route => ({
  method,
  path: `/crm/objects/{v}/{type}${tail}`,
  scopes: ({ type }) => scopesOf(type, access),
  bucket,
  handle: (call) => handle(call, typeOf(call.portal, call.params['type'])),
});

const inputs = <T>(call: ApiCall): T[] => (call.body as { inputs: T[] }).inputs;
const idOf = (call: ApiCall): string => call.params['id'] ?? '';

export const RECORD_ROUTES: readonly Route[] = [
  route('POST', '/batch/read', 'read', (call, type) =>
    readBatch(
      call.portal,
      type,
      bodyOf(call, 'read'),
      call.request.query.get('archived') === 'true',
      call.write.now,
    ),
  ),
  route('POST', '/batch/create', 'write', (call, type) =>
    createBatch(call.write, type, inputs<CreateInput>(call), call.settings.echoTraceIds),
  ),
  route('POST', '/batch/update', 'write', (call, type) =>
    updateBatch(call.write, type, inputs<UpdateInput>(call), call.settings.echoTraceIds),
  ),
  route('POST', '/batch/upsert', 'write', (call, type) =>
    upsertBatch(call.write, type, inputs<UpdateInput>(call), call.settings.echoTraceIds),
  ),
  route('POST', '/batch/archive', 'write', (call, type) => archiveBatch(call.write, type, inputs(call))),
  route(
    'POST',
    '/search',
    'read',
    (call, type) =>
      search(
        call.portal,
        type,
        bodyOf(call, 'search'),
        call.request.rawBody,
        call.write.now,
        call.settings.searchLagMs,
      ),
    'search',
  ),
  route('POST', '/merge', 'write', (call, type) => {
    const body = bodyOf(call, 'merge');
    return mergeTwo(call.write, type, body.primaryObjectId, body.objectIdToMerge);
  }),
  route('POST', '', 'write', (call, type) => createOne(call.write, type, bodyOf(call, 'create'))),
  route('GET', '', 'read', (call, type) => listPage(call.portal, type, call.request.query)),
  route('GET', '/{id}', 'read', (call, type) => readOne(call.portal, type, idOf(call), call.request.query)),
  route('PATCH', '/{id}', 'write', (call, type) =>
    updateOne(
      call.write,
      type,
      idOf(call),
      call.request.query.get('idProperty') ?? undefined,
      bodyOf(call, 'update').properties,
    ),
  ),
  route('DELETE', '/{id}', 'write', (call, type) => archiveOne(call.write, type, idOf(call))),
];
