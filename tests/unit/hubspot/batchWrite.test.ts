import { classifyFailure } from '../../../server/hubspot/classify.ts';
import { context, created, input, inputs, refusal, writer } from '../../support/fakeBatches.ts';

describe('batches', () => {
  it('match what was made by trace id, whatever its place', async () => {
    const { write } = writer((given) => ({ results: given.map(created).reverse() }));
    const outcomes = await write(context, 'objects.create', 'tasks', inputs(3));
    expect([...outcomes]).toEqual(['k0', 'k1', 'k2'].map((key) => [key, { ok: true, id: `id-${key}` }]));
  });

  it('match by what was sent where no trace id comes back', async () => {
    const { write } = writer((given) => ({
      results: given
        .map(({ properties }) => ({
          id: `id-${properties['subject']}`,
          properties: { ...properties, hs_object_id: '1' },
        }))
        .reverse(),
    }));
    const outcomes = await write(context, 'objects.create', 'tasks', inputs(3));
    expect(outcomes.get('k2')).toEqual({ ok: true, id: 'id-k2' });
  });

  it('two inputs that look alike never share one record', async () => {
    const { write } = writer((given) => ({
      results: given.map(({ properties }, index) => ({ id: `id-${index}`, properties })),
    }));
    const alike = [input('a', { subject: 'same' }), input('b', { subject: 'same' })];
    const outcomes = await write(context, 'objects.create', 'tasks', alike);
    const ids = [...outcomes.values()].map((one) => (one.ok ? one.id : undefined));
    expect(new Set(ids)).toEqual(new Set(['id-0', 'id-1']));
  });

  it('207: each input gets its own verdict and nothing is sent again', async () => {
    const { write, asked } = writer(([good, bad, twin, lost]) => ({
      status: 'COMPLETE',
      results: good ? [created(good)] : [],
      errors: [
        {
          category: 'VALIDATION_ERROR',
          message: 'bad owner',
          context: { objectWriteTraceId: [bad?.objectWriteTraceId] },
        },
        {
          category: 'CONFLICT',
          message: 'exists',
          context: { objectWriteTraceId: [twin?.objectWriteTraceId], existingId: ['77'] },
        },
        { category: 'VALIDATION_ERROR', message: `names nobody, not even ${lost?.objectWriteTraceId}` },
      ],
    }));
    const outcomes = await write(context, 'objects.create', 'contacts', inputs(4));
    expect(outcomes.get('k0')).toEqual({ ok: true, id: 'id-k0' });
    expect(outcomes.get('k1')).toMatchObject({
      ok: false,
      error: { kind: 'final', effect: 'refused', code: 'hubspot_invalid' },
    });
    expect(outcomes.get('k2')).toEqual({ ok: true, id: '77', existed: true });
    expect(outcomes.get('k3')).toMatchObject({ ok: false, error: { kind: 'transient', effect: 'unknown' } });
    expect(asked).toHaveLength(1);
  });

  it('every create carries its key and its links, every update its id', async () => {
    const { write, asked } = writer((given) => ({ results: given.map(created) }));
    await write(context, 'objects.create', 'notes', [
      { ...input('a'), associations: [{ to: { id: '5' }, types: [] }] },
    ]);
    await write(context, 'objects.update', 'notes', [{ ...input('b'), id: '9' }]);
    expect(asked).toEqual([
      [
        {
          associations: [{ to: { id: '5' }, types: [] }],
          properties: { subject: 'a' },
          objectWriteTraceId: 'a',
        },
      ],
      [{ id: '9', properties: { subject: 'b' }, objectWriteTraceId: 'b' }],
    ]);
  });

  it('updates match by id, in results and in errors', async () => {
    const { write } = writer(() => ({
      results: [{ id: '1' }],
      errors: [{ category: 'OBJECT_NOT_FOUND', message: 'gone', context: { ids: ['2'] } }],
    }));
    const outcomes = await write(context, 'objects.update', 'tasks', [
      { ...input('a'), id: '1' },
      { ...input('b'), id: '2' },
    ]);
    expect(outcomes.get('a')).toEqual({ ok: true, id: '1' });
    expect(outcomes.get('b')).toMatchObject({
      ok: false,
      error: { code: 'hubspot_not_found', httpStatus: 404 },
    });
  });

  it('ids that come back as numbers are the ids that were sent', async () => {
    const { write } = writer(() => ({
      results: [{ id: 2 }, { id: 1 }],
      errors: [{ category: 'OBJECT_NOT_FOUND', message: 'gone', context: { ids: [3] } }],
    }));
    const given = ['1', '2', '3'].map((id) => ({ ...input(`k${id}`), id }));
    const outcomes = await write(context, 'objects.update', 'notes', given);
    expect([outcomes.get('k1'), outcomes.get('k2')]).toEqual([
      { ok: true, id: '1' },
      { ok: true, id: '2' },
    ]);
    expect(outcomes.get('k3')).toMatchObject({ ok: false, error: { code: 'hubspot_not_found' } });
  });

  it.each([
    [0, 0],
    [1, 1],
    [100, 1],
    [101, 2],
    [250, 3],
  ])('%i inputs make %i calls', async (count, calls) => {
    const { write, asked } = writer((given) => ({ results: given.map(created) }));
    const outcomes = await write(context, 'objects.create', 'tasks', inputs(count));
    expect([outcomes.size, asked.length]).toEqual([count, calls]);
  });
});

describe('a batch refused as a whole', () => {
  it('is halved until the one bad input of 100 stands alone, in at most 15 calls', async () => {
    for (const bad of [0, 37, 50, 99]) {
      const { write, asked } = writer((given) => {
        if (given.some(({ objectWriteTraceId }) => objectWriteTraceId === `k${bad}`))
          throw refusal(400, { category: 'VALIDATION_ERROR', message: 'INVALID_EMAIL' });
        return { results: given.map(created) };
      });
      const outcomes = await write(context, 'objects.create', 'contacts', inputs(100));
      const failed = [...outcomes].filter(([, one]) => !one.ok);
      expect(failed).toMatchObject([[`k${bad}`, { error: { code: 'hubspot_invalid_email' } }]]);
      expect(outcomes.size).toBe(100);
      expect(asked.length).toBeLessThanOrEqual(15);
    }
  });

  it('never sends an accepted input twice', async () => {
    const made: string[] = [];
    const { write } = writer((given) => {
      if (given.some(({ objectWriteTraceId }) => ['k3', 'k64'].includes(objectWriteTraceId)))
        throw refusal(400);
      made.push(...given.map(({ objectWriteTraceId }) => objectWriteTraceId));
      return { results: given.map(created) };
    });
    await write(context, 'objects.create', 'tasks', inputs(100));
    expect([made.length, new Set(made).size]).toEqual([98, 98]);
  });

  it('409 for a single create is the record that exists', async () => {
    const { write } = writer(() => {
      throw refusal(409, { category: 'CONFLICT', message: 'Contact already exists. Existing ID: 4242' });
    });
    expect((await write(context, 'objects.create', 'contacts', inputs(1))).get('k0')).toEqual({
      ok: true,
      id: '4242',
      existed: true,
    });
  });

  it('409 for an update is a refusal', async () => {
    const { write } = writer(() => {
      throw refusal(409, { message: 'Existing ID: 4242' });
    });
    const outcomes = await write(context, 'objects.update', 'contacts', [{ ...input('a'), id: '1' }]);
    expect(outcomes.get('a')).toMatchObject({ ok: false, error: { code: 'hubspot_conflict' } });
  });

  it.each([
    ['a missing scope', refusal(403)],
    ['a limit', refusal(429)],
    ['a server error', refusal(502)],
    ['silence', classifyFailure('create records', true, new Error('reset'))],
    ['revoked access', refusal(401)],
  ])('is not halved for %s: all share the reason', async (_what, error) => {
    const { write, asked } = writer(() => {
      throw error;
    });
    const outcomes = await write(context, 'objects.create', 'tasks', inputs(10));
    expect(asked).toHaveLength(1);
    expect([...outcomes.values()]).toEqual(Array(10).fill({ ok: false, error }));
  });

  it('a fault of ours is not taken for one of HubSpot', async () => {
    const { write } = writer(() => {
      throw new TypeError('bug');
    });
    await expect(write(context, 'objects.create', 'tasks', inputs(2))).rejects.toThrow('bug');
  });

  it.each([[undefined], [{}], [{ results: [] }]])(
    'an empty 2xx (%#) leaves the effect unknown',
    async (body) => {
      const { write } = writer(() => body);
      const outcomes = await write(context, 'objects.create', 'tasks', inputs(2));
      expect([...outcomes.values()]).toMatchObject([
        { error: { effect: 'unknown' } },
        { error: { effect: 'unknown' } },
      ]);
    },
  );
});
