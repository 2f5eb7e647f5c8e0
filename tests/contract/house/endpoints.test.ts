import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENDPOINTS, type Endpoint } from '../../../server/hubspot/endpoints.ts';
import { OAUTH_PATHS } from '../../../server/hubspot/oauth.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../../shared/scopes.ts';
import { projectRoot } from '../../hubspot-project/paths.ts';

const root = projectRoot();

interface Row {
  call: string;
  scope: string;
  bucket: string;
  batch: string;
}

function rowsOfCode(): Map<string, Row> {
  const rows = new Map<string, Row>();
  const endpoints: [string, Endpoint][] = Object.entries(ENDPOINTS);
  for (const [name, { method, path, scope, bucket, batch }] of endpoints) {
    rows.set(name, { call: `${method} ${path}`, scope, bucket, batch: String(batch ?? '–') });
  }
  for (const [name, path] of Object.entries(OAUTH_PATHS)) {
    const row = { call: `POST ${path}`, scope: 'client credentials', bucket: 'none', batch: '–' };
    rows.set(`oauth.${name}`, row);
  }
  return rows;
}

function rowsOfDocument(): Map<string, Row & { source: string }> {
  const text = readFileSync(join(root, 'server', 'docs', 'hubspot-endpoints.md'), 'utf8');
  const table = text.split('\n').filter((line) => line.startsWith('| `'));
  return new Map(
    table.map((line) => {
      const [name = '', call = '', scope = '', bucket = '', batch = '', source = ''] = line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim().replaceAll('`', ''));
      return [name, { call, scope, bucket, batch, source }];
    }),
  );
}

/** `POST /crm/objects/{}/{}/batch/read` for every operation in the OpenAPI files of one snapshot. */
function operationsOf(snapshot: string): Set<string> {
  const folder = join(root, 'tests', 'fixtures', 'hubspot-openapi', snapshot);
  const found = new Set<string>();
  for (const file of readdirSync(folder)) {
    const document = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      paths: Record<string, Record<string, unknown>>;
    };
    for (const [path, verbs] of Object.entries(document.paths)) {
      for (const verb of Object.keys(verbs))
        found.add(`${verb.toUpperCase()} ${path.replace(/\{\w+\}/g, '{}')}`);
    }
  }
  return found;
}

/** The records we touch; HubSpot's file for deals writes their type id (hubspot-api.md §2.1). */
const TYPES = ['contacts', 'companies', '0-3', 'meetings', 'calls', 'notes', 'tasks'];

/** The ways in which HubSpot's files may write a call of ours. */
function written(call: string, version: string): string[] {
  const dated = call.replace('{v}', version);
  const types = dated.includes('/crm/objects/') ? TYPES : ['{}'];
  return types.map((type) => dated.replace('{type}', type).replace(/\{\w+\}/g, '{}'));
}

describe('the HubSpot endpoints', () => {
  const code = [...rowsOfCode()];

  it('are the same in the document and in the code', () => {
    const document = [...rowsOfDocument()].map(([name, { source: _source, ...row }]) => [name, row]);
    expect(document).toEqual(code);
  });

  it('name the chapter their facts come from', () => {
    for (const { source } of rowsOfDocument().values()) expect(source).toMatch(/^hubspot-api\.md §\d/);
  });

  it.each(code.filter(([name]) => name !== 'limits.customObjects'))(
    '%s is in HubSpot’s OpenAPI files of 2026-03, for every type we touch',
    (_name, { call }) => {
      const published = operationsOf('2026-03');
      expect(written(call, '2026-03').filter((operation) => !published.has(operation))).toEqual([]);
    },
  );

  it.each(code.filter(([name]) => !name.startsWith('events.')))(
    '%s is in HubSpot’s OpenAPI files of 2026-09',
    (_name, { call }) => {
      const published = new Set([...operationsOf('2026-09'), ...operationsOf('2026-09-beta')]);
      const missing = written(call, '2026-09').filter(
        (operation) =>
          !published.has(operation) && !published.has(operation.replace('/2026-09/', '/2026-09-beta/')),
      );
      expect(missing).toEqual([]);
    },
  );

  it.each(code)('%s is dated, never on a legacy path', (_name, { call }) => {
    expect(call).toContain('/{v}');
    expect(call).not.toMatch(/\/v\d+(\/|$)/);
  });

  it('need no scope that the app does not ask for', () => {
    const asked: readonly string[] = [...REQUIRED_SCOPES, ...OPTIONAL_SCOPES];
    const needed = code
      .filter(([, { bucket }]) => bucket !== 'none')
      .flatMap(([, { scope }]) => (scope.includes('{') ? [] : [scope]));
    expect(needed.filter((scope) => !asked.includes(scope))).toEqual([]);
  });
});
