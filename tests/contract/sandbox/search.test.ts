import { openLab, PORTAL, SEED, type Lab } from './harness.ts';

const PATH = '/crm/objects/2026-09/companies/search';
const body = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  filterGroups: [],
  properties: ['name'],
  sorts: [],
  limit: 10,
  after: '0',
  ...change,
});
const where = (
  propertyName: string,
  operator: string,
  rest: Record<string, unknown> = {},
): Record<string, unknown> => body({ filterGroups: [{ filters: [{ propertyName, operator, ...rest }] }] });

let lab: Lab;
beforeEach(async () => {
  lab = await openLab({}, [
    {
      ...SEED,
      companies: [
        { id: '77', properties: { name: 'Acme', domain: 'acme.com', numberofemployees: '840' } },
        {
          id: '78',
          properties: {
            name: 'Globex Care',
            domain: 'Globex.com',
            numberofemployees: '2300',
            industry: 'MANUFACTURING',
          },
        },
        { id: '79', properties: { name: 'Initech' } },
      ],
    },
  ]);
});
afterEach(() => lab.sandbox.close());

const search = async (
  request: unknown,
  path = PATH,
): Promise<{ status: number; ids: string[]; total: number }> => {
  // Five a second is all an account has.
  lab.advance(250);
  const answer = await lab.call('POST', path, request);
  return {
    status: answer.status,
    ids: answer.status === 200 ? answer.body.results.map((result) => result.id) : [],
    total: answer.body.total,
  };
};

describe('operators', () => {
  it.each([
    ['EQ ignores case', where('name', 'EQ', { value: 'ACME' }), ['77']],
    ['EQ of an enumeration does not', where('industry', 'EQ', { value: 'manufacturing' }), []],
    [
      'IN with lower-case values',
      where('domain', 'IN', { values: ['globex.com', 'acme.com'] }),
      ['77', '78'],
    ],
    ['NOT_IN', where('domain', 'NOT_IN', { values: ['acme.com'] }), ['78', '79']],
    ['HAS_PROPERTY', where('domain', 'HAS_PROPERTY'), ['77', '78']],
    ['NOT_HAS_PROPERTY', where('domain', 'NOT_HAS_PROPERTY'), ['79']],
    ['GT compares numbers', where('numberofemployees', 'GT', { value: '1000' }), ['78']],
    ['BETWEEN', where('numberofemployees', 'BETWEEN', { value: '800', highValue: '900' }), ['77']],
    ['CONTAINS_TOKEN', where('name', 'CONTAINS_TOKEN', { value: 'care' }), ['78']],
    ['CONTAINS_TOKEN with *', where('name', 'CONTAINS_TOKEN', { value: 'glo*' }), ['78']],
    ['a linked record', where('associations.contact', 'EQ', { value: '501' }), ['77']],
    ['descending sort', body({ sorts: ['-numberofemployees'], limit: 1 }), ['78']],
    ['free text', body({ query: 'init' }), ['79']],
  ])('%s', async (_name, request, ids) => {
    expect(await search(request)).toMatchObject({ status: 200, ids });
    expect(lab.sandbox.calls().at(-1)?.violations).toEqual([]);
  });
});

describe('what search refuses', () => {
  const filter = { propertyName: 'name', operator: 'EQ', value: 'x' };
  const groups = (...sizes: number[]): Record<string, unknown> =>
    body({ filterGroups: sizes.map((size) => ({ filters: Array.from({ length: size }, () => filter) })) });

  it.each([
    ['a body over 3,000 characters', where('domain', 'IN', { values: ['x'.repeat(3_000)] })],
    ['six groups', groups(1, 1, 1, 1, 1, 1)],
    ['seven filters in a group', groups(7)],
    ['19 filters', groups(6, 6, 6, 1)],
    ['limit 201', body({ limit: 201 })],
    ['after that is no number', body({ after: 'x' })],
    ['results past 10,000', body({ after: '9991' })],
    ['two sorts', body({ sorts: ['name', 'domain'] })],
    ['sorts as objects', body({ sorts: [{ propertyName: 'name', direction: 'ASCENDING' }] })],
    ['upper-case values with IN on a string', where('domain', 'IN', { values: ['Acme.com'] })],
    ['IN with a single value', where('domain', 'IN', { value: 'acme.com' })],
    ['an unknown operator', where('domain', 'LIKE', { value: 'acme.com' })],
    ['an unknown property', where('nope', 'EQ', { value: 'x' })],
    ...['after', 'filterGroups', 'limit', 'properties', 'sorts'].map(
      (key): [string, Record<string, unknown>] => [
        `a body without ${key}`,
        Object.fromEntries(Object.entries(body()).filter(([name]) => name !== key)),
      ],
    ),
  ])('%s', async (_name, request) => {
    expect((await search(request)).status).toBe(400);
    expect(lab.sandbox.calls().at(-1)?.violations).not.toEqual([]);
  });
});

describe('the index', () => {
  const byName = (name: string): Record<string, unknown> => where('name', 'EQ', { value: name });

  it('finds a new record only after the lag, though reads find it at once', async () => {
    const made = await lab.call('POST', '/crm/objects/2026-09/companies', {
      properties: { name: 'Hooli' },
      associations: [],
    });
    expect((await search(byName('Hooli'))).ids).toEqual([]);
    expect((await lab.call('GET', `/crm/objects/2026-09/companies/${made.body.id}`)).status).toBe(200);
    lab.advance(2_000);
    expect((await search(byName('Hooli'))).ids).toEqual([made.body.id]);
  });

  it('answers the old value and the archived record until it has caught up', async () => {
    lab.sandbox.edit(PORTAL, 'companies', '77', { name: 'Acme Inc.' });
    expect((await search(byName('Acme'))).ids).toEqual(['77']);
    lab.sandbox.archive(PORTAL, 'companies', '79');
    expect((await search(byName('Initech'))).ids).toEqual(['79']);
    lab.advance(2_000);
    expect((await search(byName('Acme'))).ids).toEqual([]);
    expect((await search(byName('Initech'))).ids).toEqual([]);
  });

  it('pages', async () => {
    const first = await lab.call('POST', PATH, body({ limit: 2 }));
    expect(first.body).toMatchObject({ total: 3, paging: { next: { after: '2' } } });
    const second = await lab.call('POST', PATH, body({ limit: 2, after: '2' }));
    expect(second.body.results.map((result) => result.id)).toEqual(['79']);
    expect(second.body).not.toHaveProperty('paging');
  });
});
