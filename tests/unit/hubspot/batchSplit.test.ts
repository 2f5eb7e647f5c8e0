import type { WriteInput } from '../../../server/hubspot/writeInput.ts';
import { context, created, input, inputs, refusal, writer } from '../../support/fakeBatches.ts';

describe('a batch that is refused whole', () => {
  it('goes again without those HubSpot names, in one call', async () => {
    const { write, asked } = writer((given) => {
      if (given.some(({ objectWriteTraceId }) => objectWriteTraceId === 'k3'))
        throw refusal(400, { category: 'VALIDATION_ERROR', context: { objectWriteTraceId: ['k3'] } });
      return { results: given.map(created) };
    });
    const outcomes = await write(context, 'objects.create', 'tasks', inputs(100));
    expect(asked.map(({ length }) => length)).toEqual([100, 99]);
    expect([...outcomes].filter(([, { ok }]) => !ok).map(([key]) => key)).toEqual(['k3']);
  });

  it('keeps back those that were to be linked to a record that is gone', async () => {
    const linked = (key: string, id: string): WriteInput => ({
      ...input(key),
      associations: [{ to: { id }, types: [] }],
    });
    const { write, asked } = writer((given) => {
      if (given.length > 2) throw refusal(400, { context: { INVALID_OBJECT_IDS: ['13'] } });
      return { results: given.map(created) };
    });
    const outcomes = await write(context, 'objects.create', 'notes', [
      linked('a', '1'),
      linked('b', '13'),
      linked('c', '2'),
    ]);
    expect(asked).toHaveLength(2);
    expect(outcomes.get('b')).toMatchObject({ ok: false, error: { code: 'hubspot_stale_link' } });
    expect(outcomes.get('c')).toMatchObject({ ok: true });
  });

  it('waits two seconds and goes in halves where HubSpot had locked a record', async () => {
    let locked = true;
    const { write, asked, slept } = writer((given) => {
      if (locked) {
        locked = false;
        throw refusal(423);
      }
      return { results: given.map(created) };
    });
    const outcomes = await write(context, 'objects.create', 'tasks', inputs(10));
    expect(asked.map(({ length }) => length)).toEqual([10, 5, 5]);
    expect(slept).toEqual([2_000]);
    expect([...outcomes.values()].every(({ ok }) => ok)).toBe(true);
  });

  it('leaves a record that stays locked to the next try', async () => {
    const { write, asked } = writer(() => {
      throw refusal(423);
    });
    const outcomes = await write(context, 'objects.create', 'tasks', inputs(10));
    expect(asked.map(({ length }) => length)).toEqual([10, 5, 5]);
    expect([...outcomes.values()].every((outcome) => !outcome.ok && outcome.error.kind === 'transient')).toBe(
      true,
    );
  });

  it('a taken unique value means that an earlier try came through: its id is still to be read', async () => {
    const { write } = writer(() => {
      throw refusal(400, {
        category: 'VALIDATION_ERROR',
        message: 'Cannot set PropertyValueCoordinates{…} on a new object. 77 already has that value.',
      });
    });
    const outcomes = await write(context, 'objects.create', 'meetings', inputs(1));
    expect(outcomes.get('k0')).toMatchObject({
      ok: false,
      error: { kind: 'transient', effect: 'unknown', code: 'hubspot_exists' },
    });
  });
});
