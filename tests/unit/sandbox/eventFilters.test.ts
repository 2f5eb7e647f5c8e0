import { eventPasses, filterProblems } from '../../sandbox/hubspot/workflows/eventFilters.ts';
import type { EventFilter } from '../../sandbox/workflow.types.ts';

const PROPERTIES = [
  { name: 'deal_amount', type: 'number' as const },
  { name: 'competitor', type: 'string' as const },
  { name: 'sentiment', type: 'enumeration' as const, options: ['positive', 'neutral', 'negative'] },
];
const VALUES = { deal_amount: '52000', competitor: 'Gong', sentiment: 'positive' };

describe('filters on the properties of an event', () => {
  it.each<[string, EventFilter, boolean]>([
    ['numbers by size, not as text', { property: 'deal_amount', operator: 'GT', value: '9000' }, true],
    ['the limit itself is not above it', { property: 'deal_amount', operator: 'GT', value: '52000' }, false],
    [
      'between holds both ends',
      { property: 'deal_amount', operator: 'BETWEEN', value: '52000', highValue: '60000' },
      true,
    ],
    [
      'one of several options',
      { property: 'sentiment', operator: 'IN', values: ['neutral', 'positive'] },
      true,
    ],
    ['none of several options', { property: 'sentiment', operator: 'NOT_IN', values: ['positive'] }, false],
    ['text without case', { property: 'competitor', operator: 'EQ', value: 'gong' }, true],
    ['is known', { property: 'competitor', operator: 'HAS_PROPERTY' }, true],
  ])('%s', (_name, filter, passing) => {
    expect(filterProblems(filter, PROPERTIES)).toEqual([]);
    expect(eventPasses([filter], PROPERTIES, VALUES)).toBe(passing);
  });

  it('every filter has to pass, and what is not set passes none of size', () => {
    const filters: EventFilter[] = [
      { property: 'sentiment', operator: 'EQ', value: 'positive' },
      { property: 'deal_amount', operator: 'GT', value: '1' },
    ];
    expect(eventPasses(filters, PROPERTIES, VALUES)).toBe(true);
    expect(eventPasses(filters, PROPERTIES, { sentiment: 'positive' })).toBe(false);
    expect(eventPasses(filters, PROPERTIES, { ...VALUES, sentiment: 'neutral' })).toBe(false);
  });

  it.each<[EventFilter, RegExp]>([
    [{ property: 'amount', operator: 'GT', value: '1' }, /no property amount/],
    [{ property: 'sentiment', operator: 'GT', value: 'positive' }, /GT does not fit the enumeration/],
    [{ property: 'deal_amount', operator: 'CONTAINS_TOKEN', value: '5' }, /does not fit the number/],
    [{ property: 'deal_amount', operator: 'GT', value: 'a lot' }, /is no number/],
    [{ property: 'sentiment', operator: 'IN', values: ['positive', 'happy'] }, /happy is not an option/],
    [{ property: 'sentiment', operator: 'IN', values: [] }, /compared with nothing/],
    [{ property: 'deal_amount', operator: 'BETWEEN', value: '1' }, /compared with nothing/],
  ])('HubSpot’s editor would not take %j', (filter, reason) => {
    expect(filterProblems(filter, PROPERTIES).join()).toMatch(reason);
  });
});
