import { openLab, PORTAL, SEED, type Lab } from './harness.ts';

const EVENT = {
  eventTypeName: 'call_coached',
  id: 'ses_1:501',
  objectId: '501',
  properties: { title: 'Sales call', mood: 'good' },
};
const ONE = '/integrators/timeline/2026-09/events';

let lab: Lab;
const open = async (appEvents: boolean): Promise<void> => {
  lab = await openLab(
    {
      eventTypes: [
        {
          name: 'call_coached',
          objectType: 'CONTACT',
          properties: [
            { name: 'title', type: 'string' },
            { name: 'score', type: 'number' },
            { name: 'mood', type: 'enumeration', options: ['good', 'bad'] },
          ],
        },
      ],
    },
    [{ ...SEED, appEvents }],
  );
};
afterEach(() => lab.sandbox.close());
const send = (body: unknown): ReturnType<Lab['call']> => lab.call('POST', ONE, body);
const batch = (...inputs: unknown[]): ReturnType<Lab['call']> => lab.call('POST', `${ONE}/batch`, { inputs });

it('a portal without approved event types knows none', async () => {
  await open(false);
  expect(await send(EVENT)).toMatchObject({
    status: 400,
    body: { message: 'Unknown event type: call_coached' },
  });
  expect((await batch(EVENT)).status).toBe(400);
});

describe('with approved types', () => {
  beforeEach(() => open(true));

  it('accepts once; the same type and id is 409 and changes nothing', async () => {
    expect((await send(EVENT)).status).toBe(201);
    expect((await send({ ...EVENT, properties: { title: 'Changed' } })).status).toBe(409);
    expect(lab.sandbox.events(PORTAL)).toEqual([
      expect.objectContaining({ id: 'ses_1:501', properties: EVENT.properties }),
    ]);
  });

  it.each([
    ['an unknown type', { eventTypeName: 'other' }],
    ['an unknown property', { properties: { nope: '1' } }],
    ['text for a number', { properties: { score: 'high' } }],
    ['an option it does not have', { properties: { mood: 'great' } }],
    ['a number instead of a string', { properties: { score: 85 } }],
    ['a record that does not exist', { objectId: '999' }],
    ['nobody to show it on', { objectId: undefined }],
    ['two ways to say whom', { email: 'john@acme.com' }],
    [
      'a frame without its size',
      { timelineIFrame: { headerLabel: 'a', linkLabel: 'b', url: 'https://a.b' } },
    ],
  ])('refuses %s, and with it the whole batch', async (_name, change) => {
    const bad = { ...EVENT, id: 'bad', ...change };
    expect((await send(bad)).status).toBe(400);
    expect((await batch(EVENT, bad)).status).toBe(400);
    expect(lab.sandbox.events(PORTAL)).toEqual([]);
  });

  it('a known id fails the whole batch, also when the twin is in the same batch', async () => {
    expect((await batch(EVENT, EVENT)).status).toBe(409);
    await send(EVENT);
    expect((await batch(EVENT, { ...EVENT, id: 'new' })).status).toBe(409);
    expect(lab.sandbox.events(PORTAL)).toHaveLength(1);
  });

  it('takes 500 and not 501', async () => {
    const many = (count: number): unknown[] =>
      Array.from({ length: count }, (_, index) => ({ ...EVENT, id: `e${index}` }));
    expect((await batch(...many(501))).status).toBe(400);
    expect((await batch(...many(500))).status).toBe(200);
  });
});
