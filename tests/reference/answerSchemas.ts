import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { OPERATIONS } from '../../server/http/reference/operations.ts';
import { projectRoot } from '../hubspot-project/paths.ts';

/** Where the server finds them; written by `npm run docs:answers`, and a test holds that they are fresh. */
export const ANSWERS_FILE = join(projectRoot(), 'server', 'docs', 'api', 'answers.json');

/**
 * JSON Schemas of the types that endpoints answer, made from their TypeScript in `shared/`: the words beside a
 * key in the code are the words of the API reference. By name, sorted.
 */
export function answerSchemas(): Record<string, unknown> {
  const generator = createGenerator({
    path: join(projectRoot(), 'shared', '*.ts'),
    tsconfig: join(projectRoot(), 'tsconfig.json'),
    // tsc has checked them, and would take seconds to do it again.
    skipTypeCheck: true,
    expose: 'export',
    encodeRefs: false,
  });
  const found = Object.assign(
    {},
    ...roots().map((name) => generator.createSchema(name).definitions),
  ) as Record<string, unknown>;
  const sorted = Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.parse(JSON.stringify(sorted).replaceAll('"#/definitions/', '"#/components/schemas/')) as Record<
    string,
    unknown
  >;
}

/** Types that operations name, directly or as the items of a page. */
function roots(): string[] {
  const names = OPERATIONS.flatMap(({ answer: { schema } }) =>
    typeof schema === 'string'
      ? [schema]
      : [...JSON.stringify(schema).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
          ([, name]) => name ?? '',
        ),
  );
  return [...new Set(names)].sort();
}
