import { labels, listAssociations, readAssociations } from '../associations/read.ts';
import {
  archiveAssociations,
  associateDefault,
  createAssociations,
  putAssociation,
  type PairInput,
} from '../associations/write.ts';
import type { Reply } from '../http.ts';
import type { ObjectType } from '../objects.types.ts';
import type { AssociationInput } from '../records/links.ts';
import { typeOf } from './records.ts';
import type { ApiCall, Route } from './route.ts';
import { scopesOf } from './scopes.ts';

/** Both ends are touched, so both ends' scopes are needed. */
const scopes =
  (access: 'read' | 'write') =>
  ({ from, to }: Readonly<Record<string, string>>): string[][] => [
    ...scopesOf(from, access),
    ...scopesOf(to, access),
  ];

const route = (
  method: string,
  path: string,
  access: 'read' | 'write',
  handle: (call: ApiCall, from: ObjectType, to: ObjectType) => Reply,
): Route => ({
  method,
  path,
  scopes: scopes(access),
  bucket: 'general',
  handle: (call) =>
    handle(call, typeOf(call.portal, call.params['from']), typeOf(call.portal, call.params['to'])),
});

const PAIR = '/crm/associations/{v}/{from}/{to}';
const ONE = '/crm/objects/{v}/{from}/{fromId}/associations';
const inputs = <T>(call: ApiCall): T[] => (call.body as { inputs: T[] }).inputs;
const ids = (call: ApiCall): [string, string] => [call.params['fromId'] ?? '', call.params['toId'] ?? ''];

export const ASSOCIATION_ROUTES: readonly Route[] = [
  route('POST', `${PAIR}/batch/read`, 'read', (call, from, to) =>
    readAssociations(call.portal, from, to, inputs(call), call.write.now),
  ),
  route('POST', `${PAIR}/batch/create`, 'write', (call, from, to) =>
    createAssociations(call.write, from, to, inputs<PairInput>(call)),
  ),
  route('POST', `${PAIR}/batch/associate/default`, 'write', (call, from, to) =>
    associateDefault(call.write, from, to, inputs(call)),
  ),
  route('POST', `${PAIR}/batch/archive`, 'write', (call, from, to) =>
    archiveAssociations(call.write, from, to, inputs(call)),
  ),
  route('GET', `${PAIR}/labels`, 'read', (_call, from, to) => labels(from, to)),
  route('PUT', `${ONE}/default/{to}/{toId}`, 'write', (call, from, to) => {
    const [fromId, toId] = ids(call);
    return associateDefault(call.write, from, to, [{ from: { id: fromId }, to: { id: toId } }]);
  }),
  route('PUT', `${ONE}/{to}/{toId}`, 'write', (call, from, to) => {
    const [fromId, toId] = ids(call);
    return putAssociation(call.write, from, fromId, to, toId, call.body as AssociationInput['types']);
  }),
  route('DELETE', `${ONE}/{to}/{toId}`, 'write', (call, from, to) => {
    const [fromId, toId] = ids(call);
    call.portal.graph.unlink({ type: from, id: fromId }, { type: to, id: toId });
    return { status: 204 };
  }),
  route('GET', `${ONE}/{to}`, 'read', (call, from, to) =>
    listAssociations(call.portal, from, ids(call)[0], to, call.request.query),
  ),
];
