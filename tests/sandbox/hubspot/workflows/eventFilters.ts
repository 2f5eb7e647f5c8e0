import type { SandboxEventType } from '../../sandbox.types.ts';
import type { EventFilter } from '../../workflow.types.ts';
import { passes } from '../search/filters.ts';

export type EventProperty = SandboxEventType['properties'][number];
type Operator = EventFilter['operator'];

const ALWAYS: readonly Operator[] = ['EQ', 'NEQ', 'IN', 'NOT_IN', 'HAS_PROPERTY', 'NOT_HAS_PROPERTY'];
const BY_TYPE: Readonly<Record<EventProperty['type'], readonly Operator[]>> = {
  number: [...ALWAYS, 'LT', 'LTE', 'GT', 'GTE', 'BETWEEN'],
  string: [...ALWAYS, 'CONTAINS_TOKEN', 'NOT_CONTAINS_TOKEN'],
  enumeration: ALWAYS,
};

/** Why HubSpot's editor would not take this filter: it offers what the property's type allows, and no more. */
export function filterProblems(filter: EventFilter, properties: readonly EventProperty[]): string[] {
  const property = properties.find(({ name }) => name === filter.property);
  if (!property) return [`the event has no property ${filter.property}`];
  if (!BY_TYPE[property.type].includes(filter.operator)) {
    return [`${filter.operator} does not fit the ${property.type} ${property.name}`];
  }
  const asked = askedValues(filter);
  if (asked.some((value) => value === undefined || value === '') || asked.length === 0) {
    return filter.operator.endsWith('HAS_PROPERTY') ? [] : [`${property.name} is compared with nothing`];
  }
  return asked.flatMap((value) => valueProblems(property, value ?? ''));
}

/** Does an event with these properties pass? One that is not set passes only where the operator says so. */
export function eventPasses(
  filters: readonly EventFilter[],
  properties: readonly EventProperty[],
  values: Readonly<Record<string, string>>,
): boolean {
  return filters.every((filter) => {
    const { type } = properties.find(({ name }) => name === filter.property) ?? { type: 'string' as const };
    return passes({ type }, values[filter.property], { propertyName: filter.property, ...filter });
  });
}

function askedValues({ operator, value, highValue, values }: EventFilter): (string | undefined)[] {
  if (operator === 'IN' || operator === 'NOT_IN') return values ?? [];
  return operator === 'BETWEEN' ? [value, highValue] : [value];
}

function valueProblems({ name, type, options }: EventProperty, value: string): string[] {
  if (type === 'number' && Number.isNaN(Number(value))) return [`${value} is no number for ${name}`];
  return type === 'enumeration' && !options?.includes(value) ? [`${value} is not an option of ${name}`] : [];
}
