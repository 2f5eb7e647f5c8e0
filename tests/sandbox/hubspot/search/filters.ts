import type { Definition } from '../definitions/definition.ts';

export interface Filter {
  propertyName: string;
  operator: string;
  value?: string;
  highValue?: string;
  values?: string[];
}

/** Records and events compare alike: only the type of a value matters. */
type Comparable = Pick<Definition, 'type'>;

/** Strings and everything else compare without case, enumerations with it (hubspot-api.md §2.2). */
const fold = (definition: Comparable, value: string): string =>
  definition.type === 'enumeration' ? value : value.toLowerCase();

/** Numbers and instants compare by size, everything else as text. */
function comparable(definition: Comparable, value: string): number | string {
  if (definition.type === 'number') return Number(value);
  if (definition.type === 'date' || definition.type === 'datetime') {
    return /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
  }
  return fold(definition, value);
}

const words = (value: string): string[] =>
  value
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** A token may carry `*` at either end. */
function containsToken(stored: string, wanted: string): boolean {
  const asked = wanted.toLowerCase();
  if (asked.includes('*')) {
    const pattern = new RegExp(
      `^${asked
        .split('*')
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.*')}$`,
      'u',
    );
    return words(stored).some((word) => pattern.test(word)) || pattern.test(stored.toLowerCase());
  }
  const present = new Set(words(stored));
  return words(asked).every((word) => present.has(word));
}

function among(definition: Comparable, stored: string, values: readonly string[]): boolean {
  // On string properties HubSpot lower-cases what is stored but not what is asked (§2.2).
  const asked = new Set(values);
  return asked.has(definition.type === 'string' ? stored.toLowerCase() : stored);
}

/** Does a record with this stored value (undefined: not set) pass the filter? */
export function passes(definition: Comparable, stored: string | undefined, filter: Filter): boolean {
  const { operator, value = '', highValue = '', values = [] } = filter;
  if (operator === 'HAS_PROPERTY') return stored !== undefined;
  if (operator === 'NOT_HAS_PROPERTY') return stored === undefined;
  if (stored === undefined)
    return operator === 'NEQ' || operator === 'NOT_IN' || operator === 'NOT_CONTAINS_TOKEN';
  const own = comparable(definition, stored);
  const other = comparable(definition, value);
  switch (operator) {
    case 'EQ':
      return own === other;
    case 'NEQ':
      return own !== other;
    case 'LT':
      return own < other;
    case 'LTE':
      return own <= other;
    case 'GT':
      return own > other;
    case 'GTE':
      return own >= other;
    case 'BETWEEN':
      return own >= other && own <= comparable(definition, highValue);
    case 'IN':
      return among(definition, stored, values);
    case 'NOT_IN':
      return !among(definition, stored, values);
    case 'CONTAINS_TOKEN':
      return containsToken(stored, value);
    case 'NOT_CONTAINS_TOKEN':
      return !containsToken(stored, value);
    default:
      return false;
  }
}
