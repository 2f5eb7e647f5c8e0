import type { HubSpotCall } from '../../../server/hubspot/call.types.ts';
import { ensureGroup } from '../../../server/installs/propertyGroup.ts';
import { refusal } from '../../support/fakeBatches.ts';

/** A portal with these groups, which refuses a creation as long as `refuses` says so. */
function portal(groups: string[], refuses: (name: string, attempt: number) => boolean) {
  const tried: string[] = [];
  const call = ((_portalId, { endpoint, body }) =>
    Promise.resolve().then(() => {
      if (endpoint === 'properties.groups')
        return { status: 200, body: { results: groups.map((name) => ({ name, label: name })) } as never };
      const { name } = body as { name: string };
      tried.push(name);
      if (refuses(name, tried.length))
        throw refusal(409, { category: 'OBJECT_ALREADY_EXISTS', message: 'Exists.' });
      groups.push(name);
      return { status: 201, body: {} as never };
    })) as HubSpotCall;
  return { call, tried, groups };
}

describe('the group of our properties', () => {
  it.each([
    { what: 'is made where there is none', groups: [], refuses: () => false, tried: 1, name: 'liveprompt' },
    { what: 'is taken as it is', groups: ['liveprompt'], refuses: () => true, tried: 1, name: 'liveprompt' },
    {
      what: 'is made once more when HubSpot says it exists and shows none',
      groups: ['other'],
      refuses: (_name: string, attempt: number) => attempt === 1,
      tried: 2,
      name: 'liveprompt',
    },
    {
      what: 'has another name where HubSpot keeps ours for one that was deleted',
      groups: [],
      refuses: (name: string) => name === 'liveprompt',
      tried: 3,
      name: 'liveprompt_2',
    },
  ])('$what', async ({ groups, refuses, tried, name }) => {
    const at = portal([...groups], refuses);
    expect(await ensureGroup(at.call, '101', 'contacts')).toBe(name);
    expect(at.tried).toHaveLength(tried);
    expect(at.groups).toContain(name);
  });

  it('is not made up: where HubSpot refuses every name, it says so', async () => {
    const { call } = portal([], () => true);
    await expect(ensureGroup(call, '101', 'contacts')).rejects.toMatchObject({ httpStatus: 409 });
  });
});
