import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Parameter {
  name: string;
  in: string;
  required: boolean;
  type: string;
}

export interface Operation {
  method: string;
  path: string;
  parameters: Parameter[];
  /** Undefined: the operation takes no body. */
  body: { contentType: string; validate: ValidateFunction } | undefined;
  statuses: ReadonlySet<string>;
}

export interface OpenApiFile {
  /** The operation a concrete path names, literal segments before placeholders. */
  match(method: string, path: string): Operation | undefined;
}

interface RawParameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: { type?: string };
}

interface RawOperation {
  parameters?: RawParameter[];
  requestBody?: { content: Record<string, { schema: Record<string, unknown> }> };
  responses: Record<string, unknown>;
}

interface RawDocument {
  paths: Record<string, Record<string, RawOperation>>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * OpenAPI 3.0 to JSON Schema: `nullable`, absolute references, and objects closed to keys the files do
 * not list – HubSpot drops or refuses those, and either way the product sent something it did not mean.
 */
function strict(value: unknown, id: string): unknown {
  if (Array.isArray(value)) return value.map((entry) => strict(entry, id));
  if (!isRecord(value)) return value;
  const copy: Record<string, unknown> = Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'example' || isRecord(value['example']))
      .map(([key, entry]) => [key, strict(entry, id)]),
  );
  if (typeof copy['$ref'] === 'string') copy['$ref'] = `${id}${copy['$ref']}`;
  if (copy['nullable'] === true && typeof copy['type'] === 'string') copy['type'] = [copy['type'], 'null'];
  const listed = copy['properties'];
  if (copy['type'] === 'object' && isRecord(listed) && Object.keys(listed).length > 0) {
    copy['additionalProperties'] ??= false;
  }
  return copy;
}

const matcher = (template: string): { pattern: RegExp; placeholders: number } => ({
  pattern: new RegExp(`^${template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`),
  placeholders: (template.match(/\{/g) ?? []).length,
});

function load(path: string, id: string): OpenApiFile {
  const document = strict(JSON.parse(readFileSync(path, 'utf8')), id) as RawDocument;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(document, id);

  const entries = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...matcher(template),
      method: method.toUpperCase(),
      template,
      operation,
      compiled: undefined as Operation | undefined,
    })),
  );
  entries.sort((a, b) => a.placeholders - b.placeholders);

  const compile = (entry: (typeof entries)[number]): Operation => {
    const [content] = Object.entries(entry.operation.requestBody?.content ?? {});
    return {
      method: entry.method,
      path: entry.template,
      parameters: (entry.operation.parameters ?? []).map((parameter) => ({
        name: parameter.name,
        in: parameter.in,
        required: parameter.required === true,
        type: parameter.schema?.type ?? 'string',
      })),
      body: content && { contentType: content[0], validate: ajv.compile(content[1].schema) },
      statuses: new Set(Object.keys(entry.operation.responses)),
    };
  };

  return {
    match: (method, concrete) => {
      const entry = entries.find(
        (candidate) => candidate.method === method && candidate.pattern.test(concrete),
      );
      if (entry === undefined) return undefined;
      entry.compiled ??= compile(entry);
      return entry.compiled;
    },
  };
}

const opened = new Map<string, OpenApiFile>();

/** One of HubSpot's files, read once per process: they are data and never change. */
export function openApiFile(directory: string, name: string): OpenApiFile {
  const path = join(directory, name);
  const file = opened.get(path) ?? load(path, `file:${name}`);
  opened.set(path, file);
  return file;
}

export const describeErrors = (errors: readonly ErrorObject[] | null | undefined): string[] =>
  (errors ?? []).map((error) => {
    const extra: unknown = error.params['additionalProperty'];
    const where = error.instancePath === '' ? 'body' : `body${error.instancePath}`;
    return `${where} ${error.message ?? 'is invalid'}${typeof extra === 'string' ? ` (${extra})` : ''}`;
  });
