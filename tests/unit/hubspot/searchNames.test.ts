import type { HubSpotCall } from '../../../server/hubspot/call.types.ts';
import { createNameSearch } from '../../../server/hubspot/searchNames.ts';
import { fullName, nameParts } from '../../../server/matching/names.ts';

interface Body {
  filterGroups: { filters: { propertyName: string; operator: string; values: string[] }[] }[];
}

/** A HubSpot that holds so many namesakes of everyone that a page cannot show them. */
function crowded(total: (names: number) => number) {
  const bodies: Body[] = [];
  const call: HubSpotCall = (_, request) => {
    const body = request.body as Body;
    bodies.push(body);
    const last = body.filterGroups[0]?.filters[1]?.values ?? [];
    const results = last.map((lastname, index) => ({ id: String(index), properties: { lastname } }));
    return Promise.resolve({ status: 200, body: { total: total(last.length), results } as never });
  };
  return { search: createNameSearch(call), bodies };
}

const parts = (name: string) => nameParts(fullName(name) ?? '');

describe('contacts by full name', () => {
  it('asks for many names at once, in lower case, each possible split', async () => {
    const { search, bodies } = crowded(() => 2);
    await search({ portalId: '1' }, [parts('John Smith'), parts('Maria del Carmen')], ['email']);
    expect(bodies).toHaveLength(1);
    expect(bodies[0]?.filterGroups).toEqual([
      {
        filters: [
          { propertyName: 'firstname', operator: 'IN', values: ['john', 'maria', 'maria del'] },
          { propertyName: 'lastname', operator: 'IN', values: ['smith', 'del carmen', 'carmen'] },
        ],
      },
    ]);
  });

  it('never sends a body above the 3,000 characters HubSpot reads, however long the names', async () => {
    const { search, bodies } = crowded(() => 1);
    const names = Array.from(
      { length: 100 },
      (_, index) => `${'Maximilian'.repeat(3)} von und zu ${'x'.repeat(40)} ${index}`,
    );
    await search({ portalId: '1' }, names.map(parts), ['email', 'firstname', 'lastname']);
    expect(bodies.length).toBeGreaterThan(1);
    for (const body of bodies) expect(JSON.stringify(body).length).toBeLessThanOrEqual(3_000);
    const asked = bodies.flatMap(({ filterGroups }) => filterGroups[0]?.filters[1]?.values ?? []);
    for (let index = 0; index < 100; index += 1) expect(asked).toContain(String(index));
  });

  it('halves the names while a page cannot show every hit, down to one name', async () => {
    const { search, bodies } = crowded((names) => (names > 1 ? 500 : 3));
    const found = await search({ portalId: '1' }, ['A One', 'B Two', 'C Three', 'D Four'].map(parts), []);
    expect(bodies).toHaveLength(7);
    expect(found.map(({ properties }) => properties['lastname']).sort()).toEqual([
      'four',
      'one',
      'three',
      'two',
    ]);
  });

  it('asks nothing when there is nobody to ask for', async () => {
    const { search, bodies } = crowded(() => 0);
    expect(await search({ portalId: '1' }, [], [])).toEqual([]);
    expect(bodies).toEqual([]);
  });
});
