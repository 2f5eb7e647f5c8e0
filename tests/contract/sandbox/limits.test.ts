import { openLab, type Lab } from './harness.ts';

const DETAILS = '/account-info/2026-09/details';
const SEARCH = '/crm/objects/2026-09/companies/search';
const BODY = { filterGroups: [], properties: [], sorts: [], limit: 1, after: '0' };

let lab: Lab;
beforeEach(async () => {
  lab = await openLab({}, [{ portalId: '1111' }, { portalId: '2222' }]);
});
afterEach(() => lab.sandbox.close());

const times = async (count: number, run: () => Promise<{ status: number }>): Promise<number[]> => {
  const statuses: number[] = [];
  for (let index = 0; index < count; index += 1) statuses.push((await run()).status);
  return statuses;
};

describe('the general window', () => {
  it('takes 110 in ten rolling seconds per portal, then says TEN_SECONDLY_ROLLING', async () => {
    await times(60, () => lab.call('GET', DETAILS));
    lab.advance(6_000);
    await times(50, () => lab.call('GET', DETAILS));
    const refused = await lab.call('GET', DETAILS);
    expect(refused).toMatchObject({
      status: 429,
      body: {
        status: 'error',
        message: 'You have reached your ten_secondly_rolling limit.',
        errorType: 'RATE_LIMIT',
        policyName: 'TEN_SECONDLY_ROLLING',
      },
    });
    expect(lab.sandbox.calls().at(-1)?.violations).toEqual(['over the general limit']);
    expect((await lab.call('GET', DETAILS, undefined, await lab.token('2222'))).status).toBe(200);
    lab.advance(3_999);
    expect((await lab.call('GET', DETAILS)).status).toBe(429);
    lab.advance(1);
    // The first 60 have left the window, the 50 of six seconds later have not.
    const statuses = await times(61, () => lab.call('GET', DETAILS));
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
  });

  it('tells in headers how much is left, on refusals too, and never on search', async () => {
    const first = await lab.call('GET', DETAILS);
    expect(first.headers.get('x-hubspot-ratelimit-max')).toBe('110');
    expect(first.headers.get('x-hubspot-ratelimit-remaining')).toBe('109');
    expect(first.headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('10000');
    const missing = await lab.call('GET', '/crm/objects/2026-09/contacts/1');
    expect(missing.status).toBe(404);
    expect(missing.headers.get('x-hubspot-ratelimit-remaining')).toBe('108');
    const search = await lab.call('POST', SEARCH, BODY);
    expect([...search.headers.keys()].filter((name) => name.includes('ratelimit'))).toEqual([]);
  });
});

describe('the search bucket', () => {
  it('takes 5 a second, apart from everything else', async () => {
    expect(await times(5, () => lab.call('POST', SEARCH, BODY))).toEqual([200, 200, 200, 200, 200]);
    const refused = await lab.call('POST', SEARCH, BODY);
    expect(refused).toMatchObject({
      status: 429,
      body: { message: 'You have reached your secondly limit.', policyName: 'SECONDLY' },
    });
    expect((await lab.call('GET', DETAILS)).headers.get('x-hubspot-ratelimit-remaining')).toBe('109');
    lab.advance(1_000);
    expect((await lab.call('POST', SEARCH, BODY)).status).toBe(200);
  });
});
