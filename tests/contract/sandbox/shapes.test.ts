import { openLab, type Lab } from './harness.ts';
import { NOTE, RECORD_SEEDS, V } from './records.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab({}, RECORD_SEEDS);
});
afterEach(() => lab.sandbox.close());

const violations = (): string[] => lab.sandbox.calls().flatMap((call) => call.violations);

describe('the shape of requests', () => {
  it.each([
    ['associations missing on create', 'POST', `${V}/notes/batch/create`, { inputs: [{ properties: NOTE }] }],
    ['a number as a value', 'POST', `${V}/notes`, { properties: { hs_timestamp: 1 }, associations: [] }],
    ['null as a value', 'POST', `${V}/notes`, { properties: { hs_timestamp: null }, associations: [] }],
    [
      'a numeric target id',
      'POST',
      `${V}/notes`,
      { properties: NOTE, associations: [{ to: { id: 1 }, types: [] }] },
    ],
    ['a key nobody knows', 'POST', `${V}/notes`, { properties: NOTE, associations: [], note: 'x' }],
    [
      'associations in an upsert',
      'POST',
      `${V}/contacts/batch/upsert`,
      { inputs: [{ id: 'a@b.co', idProperty: 'email', properties: {}, associations: [] }] },
    ],
    [
      'a batch read without propertiesWithHistory',
      'POST',
      `${V}/contacts/batch/read`,
      { properties: [], inputs: [{ id: '501' }] },
    ],
    [
      'no inputs',
      'POST',
      `${V}/contacts/batch/read`,
      { properties: [], propertiesWithHistory: [], inputs: [] },
    ],
    [
      '101 inputs',
      'POST',
      `${V}/contacts/batch/archive`,
      { inputs: Array.from({ length: 101 }, (_, id) => ({ id: String(id) })) },
    ],
  ])('refuses %s', async (_name, method, path, body) => {
    const answer = await lab.call(method, path, body);
    expect(answer).toMatchObject({ status: 400, body: { category: 'VALIDATION_ERROR' } });
    expect(violations()).not.toEqual([]);
  });

  it.each([
    '/crm/v3/objects/contacts/batch/read',
    '/crm/objects/v3/contacts/batch/read',
    '/crm/objects/2025-09/contacts/batch/read',
    '/crm/objects/2026-09/widgets/batch/read',
    '/crm/objects/2026-09/contacts/batch/list',
  ])('404 for %s, and it counts', async (path) => {
    expect((await lab.call('POST', path, { inputs: [] })).status).toBe(404);
    expect(violations()).not.toEqual([]);
  });

  it('415-like content and broken JSON are refused', async () => {
    const headers = { authorization: `Bearer ${await lab.token()}` };
    const post = (body: string, type: string): Promise<Response> =>
      fetch(`${lab.sandbox.url}${V}/notes`, {
        method: 'POST',
        headers: { ...headers, 'content-type': type },
        body,
      });
    expect((await post('{"properties":', 'application/json')).status).toBe(400);
    expect((await post('{}', 'text/plain')).status).toBe(400);
  });
});
