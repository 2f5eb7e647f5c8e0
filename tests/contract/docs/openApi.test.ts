import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { join } from 'node:path';
import { openApi } from '../../../server/http/reference/openApi.ts';
import type { JsonSchema, Operation } from '../../../server/http/reference/operation.types.ts';
import { OPERATIONS } from '../../../server/http/reference/operations.ts';
import { schemaOf } from '../../../server/http/reference/schemaOf.ts';
import { projectRoot } from '../../hubspot-project/paths.ts';
import { apiRouteList } from '../../support/apiRouteList.ts';
import { ANSWERS_FILE, answerSchemas } from '../../reference/answerSchemas.ts';

const answers = JSON.parse(readFileSync(ANSWERS_FILE, 'utf8')) as Record<string, JsonSchema>;
const document = openApi({ operations: OPERATIONS, answers, publicUrl: 'https://api.example', version: '1' });

/** OpenAPI's own schema, as the package carries it; its code is an ES module, which jest does not load here. */
const OPENAPI_31 = join(
  projectRoot(),
  'node_modules/@seriousme/openapi-schema-validator/schemas/v3.1/schema.json',
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
// A format of OpenAPI's own, which no validator of JSON Schema knows.
ajv.addFormat('media-range', true);
ajv.addSchema({ $id: 'api', ...document });

function faults(schema: JsonSchema, value: unknown): unknown {
  const pointed = JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/'),
  ) as object;
  const check = ajv.compile(pointed);
  return check(value) ? [] : check.errors;
}

const signatureOf = ({ method, path, access }: Pick<Operation, 'method' | 'path' | 'access'>) =>
  `${method} ${path} ${access}`;

const named = OPERATIONS.map((operation) => [`${operation.method} ${operation.path}`, operation] as const);

describe('openapi.json', () => {
  it('is valid OpenAPI 3.1', () => {
    const check = ajv.compile(JSON.parse(readFileSync(OPENAPI_31, 'utf8')) as object);
    check(JSON.parse(JSON.stringify(document)));
    expect(check.errors ?? []).toEqual([]);
    expect(check({ ...document, paths: { '/x': { get: { responses: 'none' } } } })).toBe(false);
  });

  it('tells every answer in the words of its type as it is now (npm run docs:answers)', () => {
    expect(answers).toEqual(answerSchemas());
  });

  it('tells every endpoint that the router has, for whom it is, and no other', () => {
    const told = OPERATIONS.filter(({ path }) => path.startsWith('/api/v1/')).map(signatureOf);
    expect(told.sort()).toEqual(
      apiRouteList()
        .map((route) => signatureOf({ ...route, path: `/api/v1${route.path}` }))
        .sort(),
    );
    expect(told.length).toBeGreaterThan(30);
  });

  it('gives each operation a name of its own', () => {
    const ids = [...JSON.stringify(document['paths']).matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(OPERATIONS.length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(named)('%s: its examples are what it takes and answers', (_name, { answer, body }) => {
    const schema =
      typeof answer.schema === 'string' ? { $ref: `#/components/schemas/${answer.schema}` } : answer.schema;
    expect(faults(schema, answer.example)).toEqual([]);
    if (body) expect(faults(schemaOf(body.schema, 'input'), body.example)).toEqual([]);
  });

  it('notices an example that its endpoint would not answer', () => {
    expect(faults({ $ref: '#/components/schemas/Usage' }, { plan: 'starter', used: 'many' })).not.toEqual([]);
  });
});
