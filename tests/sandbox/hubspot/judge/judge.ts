import type { SandboxRequest } from '../http.ts';
import { sourcesFor } from './files.ts';
import { describeErrors, openApiFile, type Operation } from './openapi.ts';

export interface Verdict {
  /** False: no file knows this method and path; HubSpot answers 404. */
  known: boolean;
  /** HubSpot would answer 400. */
  refused: string[];
  /** HubSpot lets it pass, a conforming product does not send it. */
  noted: string[];
  /** The parsed body: JSON value or form fields. */
  body: unknown;
}

export interface Judge {
  judge(request: SandboxRequest): Verdict;
  /** Is this a status the 2026-03 file lists for the operation? For the sandbox's own tests. */
  allowsStatus(method: string, path: string, status: number): boolean;
}

function checkQuery(operation: Operation, query: URLSearchParams): { refused: string[]; noted: string[] } {
  const parameters = operation.parameters.filter((parameter) => parameter.in === 'query');
  const refused = parameters
    .filter((parameter) => parameter.required && !query.has(parameter.name))
    .map((parameter) => `query parameter ${parameter.name} is required`);
  const noted: string[] = [];
  for (const [name, value] of query) {
    const parameter = parameters.find((candidate) => candidate.name === name);
    if (parameter === undefined) noted.push(`query parameter ${name} is not known here`);
    else if (parameter.type === 'integer' && !/^-?\d+$/.test(value)) {
      refused.push(`query parameter ${name} must be an integer`);
    } else if (parameter.type === 'boolean' && value !== 'true' && value !== 'false') {
      refused.push(`query parameter ${name} must be true or false`);
    }
  }
  return { refused, noted };
}

function parseBody(request: SandboxRequest): { value: unknown; problem: string | undefined } {
  if (request.contentType === 'application/x-www-form-urlencoded') {
    return { value: Object.fromEntries(new URLSearchParams(request.rawBody)), problem: undefined };
  }
  if (request.rawBody === '') return { value: undefined, problem: undefined };
  try {
    const value: unknown = JSON.parse(request.rawBody);
    return { value, problem: undefined };
  } catch {
    return { value: undefined, problem: 'body is not valid JSON' };
  }
}

/** Judges requests by HubSpot's own OpenAPI files; prose rules live with the handlers (hubspot-api.md §13). */
export function createJudge(directory: string): Judge {
  const operations = (method: string, path: string): Operation[] =>
    sourcesFor(path).flatMap(
      (source) => openApiFile(directory, source.file).match(method, source.path) ?? [],
    );

  return {
    judge: (request) => {
      const found = operations(request.method, request.path);
      const { value: body, problem } = parseBody(request);
      const refused = new Set<string>(problem === undefined ? [] : [problem]);
      const noted = new Set<string>();
      for (const operation of found) {
        const query = checkQuery(operation, request.query);
        query.refused.forEach((text) => refused.add(text));
        query.noted.forEach((text) => noted.add(text));
        if (operation.body === undefined) {
          if (request.rawBody !== '') noted.add('this operation takes no body');
        } else if (request.rawBody === '') {
          refused.add('body is required');
        } else if (request.contentType !== operation.body.contentType) {
          refused.add(`content type must be ${operation.body.contentType}`);
        } else if (problem === undefined && !operation.body.validate(body)) {
          describeErrors(operation.body.validate.errors).forEach((text) => refused.add(text));
        }
      }
      return { known: found.length > 0, refused: [...refused], noted: [...noted], body };
    },
    allowsStatus: (method, path, status) =>
      operations(method, path).some((operation) => operation.statuses.has(String(status))),
  };
}
