import { invalid } from '../http.ts';
import { objectType, type ObjectType } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';
import type { Filter } from './filters.ts';

/** hubspot-api.md §2.2. */
export const MAX_BODY = 3_000;
const MAX_GROUPS = 5;
const MAX_FILTERS_PER_GROUP = 6;
const MAX_FILTERS = 18;
const MAX_LIMIT = 200;
export const MAX_RESULTS = 10_000;
const LIST_OPERATORS: ReadonlySet<string> = new Set(['IN', 'NOT_IN']);
const UNARY_OPERATORS: ReadonlySet<string> = new Set(['HAS_PROPERTY', 'NOT_HAS_PROPERTY']);

export interface SearchBody {
  filterGroups: { filters: Filter[] }[];
  query?: string;
  sorts: string[];
  properties: string[];
  limit: number;
  after: string;
}

/** `associations.contact` searches by a linked record's id. */
export const associationTarget = (name: string): ObjectType | undefined => {
  const singular = /^associations\.(.+)$/.exec(name)?.[1];
  return singular === undefined
    ? undefined
    : objectType(singular === 'company' ? 'companies' : `${singular}s`);
};

function checkFilter(portal: Portal, type: ObjectType, filter: Filter): void {
  const { propertyName, operator } = filter;
  const definition = portal.definitions[type].get(propertyName);
  if (definition === undefined && associationTarget(propertyName) === undefined) {
    throw invalid(`There was a problem with the request: ${propertyName} is not a property of ${type}`);
  }
  if (LIST_OPERATORS.has(operator)) {
    if (!filter.values || filter.values.length === 0) throw invalid(`${operator} needs values`);
    if (definition?.type === 'string' && filter.values.some((value) => value !== value.toLowerCase())) {
      throw invalid(`${operator} on the string property ${propertyName} needs lower-case values`);
    }
  } else if (!UNARY_OPERATORS.has(operator) && filter.value === undefined) {
    throw invalid(`${operator} needs a value`);
  }
  if (operator === 'BETWEEN' && filter.highValue === undefined) throw invalid('BETWEEN needs a highValue');
}

/** The limits and names the OpenAPI files say nothing about. */
export function checkSearch(portal: Portal, type: ObjectType, body: SearchBody, rawBody: string): void {
  if (rawBody.length > MAX_BODY) {
    throw invalid(`The request body must not be longer than ${MAX_BODY} characters, got ${rawBody.length}`);
  }
  const filters = body.filterGroups.flatMap((group) => group.filters);
  if (body.filterGroups.length > MAX_GROUPS) throw invalid(`At most ${MAX_GROUPS} filter groups are allowed`);
  if (body.filterGroups.some((group) => group.filters.length > MAX_FILTERS_PER_GROUP)) {
    throw invalid(`At most ${MAX_FILTERS_PER_GROUP} filters are allowed in one group`);
  }
  if (filters.length > MAX_FILTERS) throw invalid(`At most ${MAX_FILTERS} filters are allowed`);
  if (body.limit < 1 || body.limit > MAX_LIMIT) throw invalid(`limit must be 1 to ${MAX_LIMIT}`);
  if (!/^\d+$/.test(body.after)) throw invalid('after must be an integer');
  if (body.sorts.length > 1) throw invalid('Only one sort is allowed');
  if (Number(body.after) + body.limit > MAX_RESULTS) {
    throw invalid(`Only the first ${MAX_RESULTS} results of a search can be read`);
  }
  const [sort] = body.sorts;
  if (sort !== undefined && !portal.definitions[type].has(sort.replace(/^-/, ''))) {
    throw invalid(`Cannot sort by ${sort}: no such property`);
  }
  for (const filter of filters) checkFilter(portal, type, filter);
}
