import {
  createAssociations,
  ASSOCIATION_TYPE_IDS,
  associationType,
} from '../../../server/hubspot/associations.ts';
import type { HubSpotCall, HubSpotRequest } from '../../../server/hubspot/call.types.ts';
import { chunk, createObjects, pagesByLength, recordUrl } from '../../../server/hubspot/objects.ts';

const context = { portalId: '101' };
/** A HubSpot that knows every id it is asked for, unless told otherwise. */
function border(answer: (request: HubSpotRequest) => unknown) {
  const asked: HubSpotRequest[] = [];
  const call = ((_portalId: string, request: HubSpotRequest) => {
    asked.push(request);
    return Promise.resolve({ status: 200, body: answer(request) });
  }) as HubSpotCall;
  return { asked, call };
}
interface Inputs {
  inputs: { id: string; after?: string }[];
}
const idsOf = ({ body }: HubSpotRequest) => (body as Inputs).inputs.map(({ id }) => id);
const known = (request: HubSpotRequest) => ({
  results: idsOf(request).map((id) => ({ id, properties: { a: null } })),
});
const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index));

describe('reading records', () => {
  it.each([
    [0, []],
    [1, [1]],
    [100, [100]],
    [101, [100, 1]],
    [250, [100, 100, 50]],
  ])('%i ids are read in pages of at most a hundred', async (count, pages) => {
    const { asked, call } = border(known);
    const records = await createObjects(call).read(context, 'contacts', ids(count), ['a']);
    expect(asked.map((request) => idsOf(request).length)).toEqual(pages);
    expect(records.map(({ id }) => id)).toEqual(ids(count));
  });

  it('one id is asked for once: twice in a batch is a 400', async () => {
    const { asked, call } = border(known);
    await createObjects(call).read(context, 'contacts', ['a', 'b', 'a'], ['email'], 'email');
    expect(asked.map(({ body }) => body)).toEqual([
      {
        inputs: [{ id: 'a' }, { id: 'b' }],
        properties: ['email'],
        propertiesWithHistory: [],
        idProperty: 'email',
      },
    ]);
  });

  it('what HubSpot does not know is absent, ids are text, a missing flag is false', async () => {
    const { call } = border(() => ({
      results: [{ id: 7 }, { id: '8', archived: true, properties: { a: 'x' } }],
      errors: [{}],
    }));
    expect(await createObjects(call).read(context, 'deals', ids(3), [])).toEqual([
      { id: '7', properties: {}, archived: false },
      { id: '8', properties: { a: 'x' }, archived: true },
    ]);
  });

  it('a search body stays below 3,000 characters, whatever the domains', async () => {
    const domains = Array.from(
      { length: 400 },
      (_, index) => `${'long-'.repeat(index % 12)}${index}.example`,
    );
    const { asked, call } = border(() => ({ results: [] }));
    await createObjects(call).searchCompaniesByDomain(context, [...domains, ...domains]);
    expect(asked.length).toBeGreaterThan(1);
    for (const { body } of asked) expect(JSON.stringify(body).length).toBeLessThanOrEqual(3_000);
    const searched = asked.flatMap(
      ({ body }) =>
        (body as { filterGroups: { filters: { values: string[] }[] }[] }).filterGroups[0]?.filters[0]
          ?.values ?? [],
    );
    expect(searched).toEqual(domains);
  });
});

describe('reading associations', () => {
  it('follows the pages of one record without asking for the others again', async () => {
    const { asked, call } = border((request) => ({
      results: (request.body as Inputs).inputs.map(({ id, after }) => ({
        from: { id },
        to: [{ toObjectId: Number(after ?? 1) * 10, associationTypes: [{ typeId: 1 }, { typeId: 279 }] }],
        ...(id === 'a' && after !== '3'
          ? { paging: { next: { after: String(Number(after ?? 1) + 1) } } }
          : {}),
      })),
    }));
    const links = await createAssociations(call).read(context, 'contacts', 'deals', ['a', 'b', 'a']);
    expect(links.get('a')?.map(({ toId }) => toId)).toEqual(['10', '20', '30']);
    expect(links.get('b')).toEqual([{ toId: '10', typeIds: [1, 279] }]);
    expect(asked.map(({ body }) => (body as Inputs).inputs)).toEqual([
      [{ id: 'a' }, { id: 'b' }],
      [{ id: 'a', after: '2' }],
      [{ id: 'a', after: '3' }],
    ]);
  });

  it('a thousand records are one call, one more is two', async () => {
    const { asked, call } = border(() => ({ results: [] }));
    await createAssociations(call).read(context, 'contacts', 'deals', ids(1_001));
    expect(asked.map((request) => idsOf(request).length)).toEqual([1_000, 1]);
  });

  it('links carry the type HubSpot defines, and a pair without one is a fault of ours', () => {
    expect(associationType('meetings', 'contacts')).toEqual({
      associationCategory: 'HUBSPOT_DEFINED',
      associationTypeId: 200,
    });
    expect(() => associationType('contacts', 'tickets')).toThrow('contacts to tickets');
  });

  /** hubspot-api.md §3.2. */
  it.each([
    ['meetings:contacts', 200],
    ['meetings:companies', 188],
    ['meetings:deals', 212],
    ['calls:contacts', 194],
    ['calls:companies', 182],
    ['calls:deals', 206],
    ['notes:contacts', 202],
    ['notes:companies', 190],
    ['notes:deals', 214],
    ['tasks:contacts', 204],
    ['tasks:companies', 192],
    ['tasks:deals', 216],
  ] as const)('%s is %i', (pair, id) => {
    expect(ASSOCIATION_TYPE_IDS[pair]).toBe(id);
  });
});

describe('small helpers', () => {
  it('chunk keeps everything in order', () => {
    expect(chunk([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(chunk([], 2)).toEqual([]);
  });
  it('a value longer than a page has a page of its own', () => {
    expect(pagesByLength(['a', 'x'.repeat(50), 'b'], 20)).toEqual([['a'], ['x'.repeat(50)], ['b']]);
  });
  it('a record is found at its type id in the portal', () => {
    expect(recordUrl({ uiDomain: 'app-eu1.hubspot.com', _id: '101' }, 'meetings', '7')).toBe(
      'https://app-eu1.hubspot.com/contacts/101/record/0-47/7',
    );
  });
  it('a record of a custom object is found at the type id of its portal, and nowhere without one', () => {
    const place = { uiDomain: 'app.hubspot.com', _id: '101' };
    const known = { ...place, coaching: { object: { objectTypeId: '2-77' } } };
    expect(recordUrl(known, 'coaching_sessions', '7')).toBe(
      'https://app.hubspot.com/contacts/101/record/2-77/7',
    );
    expect(recordUrl(place, 'coaching_sessions', '7')).toBe('');
  });
});
