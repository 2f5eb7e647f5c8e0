import { noCrash } from '../../../server/crashpoints.ts';
import type { HubSpotCall } from '../../../server/hubspot/call.types.ts';
import { eventId } from '../../../server/sync/planEvents.ts';
import { createEventStep } from '../../../server/sync/stepEvents.ts';
import type { Turn } from '../../../server/sync/turn.types.ts';
import { refusal } from '../../support/fakeBatches.ts';

const TYPE = 'conversation_completed_contact';
const idOf = (record: number) => eventId('ses_1', TYPE, String(record));

/** A turn with so many events, and a HubSpot that answers each call as told. */
async function send(count: number, answer: (ids: string[]) => void) {
  const work = { events: [] as string[], problems: [] as { error: { message: string } }[] };
  const records = Array.from({ length: count }, (_, index) => index + 1);
  const turn = {
    context: { portalId: '101' },
    made: new Map(),
    work: new Map([['ses_1', work]]),
    plan: {
      events: records.map((record) => ({
        sessionId: 'ses_1',
        eventTypeName: TYPE,
        record: `contacts:${record}`,
        timestamp: '2026-11-24T10:00:00Z',
        properties: {},
      })),
    },
  } as unknown as Turn;
  const asked: string[][] = [];
  const call = ((_portalId, { body }) => {
    const { inputs } = body as { inputs?: { id: string }[] };
    const ids = inputs ? inputs.map(({ id }) => id) : [(body as { id: string }).id];
    asked.push(ids);
    return Promise.resolve().then(() => {
      answer(ids);
      return { status: 200, body: undefined as never };
    });
  }) as HubSpotCall;
  await createEventStep({ call, crash: noCrash })(turn);
  return { sizes: asked.map(({ length }) => length), ...work };
}

const conflict = (said: object) => refusal(409, { category: 'CONFLICT', message: 'Exists.', ...said });
const all = (count: number) => Array.from({ length: count }, (_, index) => idOf(index + 1)).sort();

describe('app events that HubSpot refuses', () => {
  it.each([
    ['in a list', { context: { id: [idOf(1), idOf(7)] } }],
    ['in a sentence', { message: `An event with id ${idOf(1)} already exists, and ${idOf(7)}.` }],
  ])(
    'as known already are delivered; the others go once more, whole, when it names them %s',
    async (_how, said) => {
      const known = [idOf(1), idOf(7)];
      const { sizes, events, problems } = await send(80, (ids) => {
        if (ids.some((id) => known.includes(id))) throw conflict(said);
      });
      expect(sizes).toEqual([80, 78]);
      expect([...events].sort()).toEqual(all(80));
      expect(problems).toEqual([]);
    },
  );

  it('go one by one when it names none, or refuses the rest again', async () => {
    const nameless = await send(3, (ids) => {
      if (ids.includes(idOf(2))) throw conflict({});
    });
    expect(nameless.sizes).toEqual([3, 1, 1, 1]);
    expect([...nameless.events].sort()).toEqual(all(3));

    const oneAtATime = await send(5, (ids) => {
      const [first] = ids.filter((id) => id !== idOf(5));
      if (first) throw conflict({ context: { id: [first] } });
    });
    expect(oneAtATime.sizes).toEqual([5, 4, 1, 1, 1]);
    expect([...oneAtATime.events].sort()).toEqual(all(5));
  });

  it('for what is in one of them: that one has its own reason, and the rest is accepted', async () => {
    const { sizes, events, problems } = await send(10, (ids) => {
      if (!ids.includes(idOf(3))) return;
      const context = { ids: [idOf(3)] };
      throw refusal(400, { message: ids.length === 1 ? 'score must be a number' : 'Invalid.', context });
    });
    expect(sizes).toEqual([10, 9, 1]);
    expect([...events].sort()).toEqual(all(10).filter((id) => id !== idOf(3)));
    expect(problems.map(({ error }) => error.message)).toEqual([
      expect.stringContaining('score must be a number'),
    ]);
  });
});
