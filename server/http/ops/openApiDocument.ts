import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openApi } from '../reference/openApi.ts';
import type { JsonSchema } from '../reference/operation.types.ts';
import { OPERATIONS } from '../reference/operations.ts';
import type { OpenRoute } from '../route.ts';

/** `GET /openapi.json`: the API reference for machines. Made at the first request, and kept. */
export function openApiDocument(deps: { folder: string; publicUrl: string }): OpenRoute {
  let made: Promise<JsonSchema> | undefined;
  const make = async (): Promise<JsonSchema> => {
    const answers: unknown = JSON.parse(await readFile(join(deps.folder, 'api', 'answers.json'), 'utf8'));
    return openApi({
      operations: OPERATIONS,
      answers: answers as Record<string, JsonSchema>,
      publicUrl: deps.publicUrl,
      version: '1',
    });
  };
  return {
    path: '/openapi.json',
    handle: async () => ({ status: 200, body: await (made ??= make()) }),
  };
}
