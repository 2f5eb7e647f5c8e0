import { ENDPOINTS, type Endpoint } from '../../../server/hubspot/endpoints.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../../shared/scopes.ts';

/** Records and definitions that our calls name; activities are covered by the scopes of contacts (hubspot-api.md §0.7). */
const RECORDS = ['contacts', 'companies', 'deals', 'custom'];
const DEFINITIONS = ['contacts', 'deals'];
/** Defined only where a portal allows it; to read definitions the scope of the records is enough. */
const MAY_DEFINE = 'companies';
/** Tickets have one scope for everything. */
const TICKETS = 'tickets';

/** Scopes that one call can need, over everything it is made for. */
function scopesOf({ scope, write }: Endpoint): string[] {
  if (!scope.includes('{')) return [scope];
  if (scope.startsWith('crm.schemas.')) {
    const types = write ? [...DEFINITIONS, MAY_DEFINE] : DEFINITIONS;
    return types.map((type) => scope.replace('{type}', type));
  }
  const complete = /\.(read|write)$/.test(scope) ? scope : `${scope}.${write ? 'write' : 'read'}`;
  return [...RECORDS.map((type) => complete.replace(/\{\w+\}/, type)), ...(write ? [] : [TICKETS])];
}

/** A call whose scope nobody asks for is refused; a scope without a call has to go (hubspot-platform.md §10.1). */
export function scopeCallProblems(
  endpoints: Readonly<Record<string, Endpoint>> = ENDPOINTS,
  asked: readonly string[] = [...REQUIRED_SCOPES, ...OPTIONAL_SCOPES],
): string[] {
  const calls = Object.entries(endpoints).map(([name, endpoint]) => ({ name, scopes: scopesOf(endpoint) }));
  const needed = new Set(calls.flatMap(({ scopes }) => scopes));
  return [
    ...calls.flatMap(({ name, scopes }) =>
      scopes
        .filter((scope) => !asked.includes(scope))
        .map((scope) => `${name} needs ${scope}, which nobody asks for`),
    ),
    ...asked.filter((scope) => !needed.has(scope)).map((scope) => `no call needs ${scope}`),
  ];
}
