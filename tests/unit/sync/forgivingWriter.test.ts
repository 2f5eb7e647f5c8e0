import { noCrash } from '../../../server/crashpoints.ts';
import type { BatchWriter, WriteOutcome } from '../../../server/hubspot/batchWrite.ts';
import { HubSpotError } from '../../../server/hubspot/errors.ts';
import type { WriteInput } from '../../../server/hubspot/writeInput.ts';
import { createForgivingWriter } from '../../../server/sync/forgivingWriter.ts';
import type { Turn } from '../../../server/sync/turn.types.ts';

const OURS = 'liveprompt_sentiment';
const TURN = { context: { portalId: '101' } } as Turn;
const error = (more: object = {}) =>
  new HubSpotError({
    kind: 'final',
    effect: 'refused',
    code: 'hubspot_invalid',
    message: 'm',
    action: 'a',
    ...more,
  });

/** A portal without these properties; `restore` may bring some back. */
function portal(gone: string[], restore: () => Promise<ReadonlySet<string>>) {
  const sent: (readonly WriteInput[])[] = [];
  const forgotten: string[] = [];
  const write: BatchWriter = (_context, _endpoint, _type, inputs) => {
    sent.push(inputs);
    const outcomes = inputs.map(({ key, properties }): [string, WriteOutcome] => {
      const absent = gone.filter((name) => name in properties);
      return [
        key,
        absent.length > 0 ? { ok: false, error: error({ absent }) } : { ok: true, id: `id-${key}` },
      ];
    });
    return Promise.resolve(new Map(outcomes));
  };
  const forget = (portalId: string) => void forgotten.push(portalId);
  return { sent, forgotten, writer: createForgivingWriter({ write, restore, forget, crash: noCrash }) };
}

const input = (key: string, ...names: string[]): WriteInput => ({
  key,
  id: key,
  properties: Object.fromEntries(names.map((name) => [name, 'x'])),
});
const never = () => Promise.reject(new Error('nothing of ours is missing'));

describe('writing to a portal that lost a property', () => {
  it('leaves out what is not ours, tells before it sends again, and writes the rest', async () => {
    const at = portal(['theirs'], never);
    const told: [string, readonly string[]][] = [];
    const results = await at.writer(
      TURN,
      'objects.create',
      'meetings',
      [input('a', 'theirs', 'subject'), input('b', 'subject')],
      (dropped) => {
        told.push(...dropped);
        expect(at.sent).toHaveLength(1);
        return Promise.resolve();
      },
    );
    expect(told).toEqual([['a', ['theirs']]]);
    expect(at.sent.map((inputs) => inputs.map(({ key }) => key))).toEqual([['a', 'b'], ['a']]);
    expect(results.get('a')).toEqual({ outcome: { ok: true, id: 'id-a' }, dropped: ['theirs'] });
    expect(results.get('b')).toEqual({ outcome: { ok: true, id: 'id-b' }, dropped: [] });
    expect(at.forgotten).toEqual(['101']);
  });

  it('has nothing to send when nothing is left of an update', async () => {
    const at = portal(['theirs'], never);
    const results = await at.writer(TURN, 'objects.update', 'contacts', [input('a', 'theirs')]);
    expect(results.get('a')).toEqual({ outcome: { ok: true, id: 'a' }, dropped: ['theirs'] });
    expect(at.sent).toHaveLength(1);
  });

  it('has ours made once for a turn, and writes them', async () => {
    const gone = [OURS];
    let made = 0;
    const at = portal(gone, () => {
      made += 1;
      gone.length = 0;
      return Promise.resolve(new Set());
    });
    const turn = { ...TURN };
    const results = await at.writer(turn, 'objects.update', 'contacts', [input('a', OURS), input('b', OURS)]);
    expect([...results.values()].map(({ outcome, dropped }) => [outcome.ok, dropped])).toEqual([
      [true, []],
      [true, []],
    ]);
    gone.push(OURS);
    await at.writer(turn, 'objects.update', 'contacts', [input('c', OURS)]);
    expect(made).toBe(1);
  });

  it('does not go on for ever where HubSpot says it made ours and refuses them still', async () => {
    const at = portal([OURS], () => Promise.resolve(new Set()));
    const results = await at.writer({ ...TURN }, 'objects.update', 'contacts', [
      input('a', OURS, 'jobtitle'),
    ]);
    expect(results.get('a')).toMatchObject({ outcome: { ok: true }, dropped: [OURS] });
    expect(at.sent).toHaveLength(3);
  });

  it('leaves it to the next try when HubSpot is unwell', async () => {
    const unwell = error({ kind: 'transient', code: 'hubspot_unavailable' });
    const at = portal([OURS], () => Promise.reject(unwell));
    const results = await at.writer({ ...TURN }, 'objects.update', 'contacts', [input('a', OURS)]);
    expect(results.get('a')).toEqual({ outcome: { ok: false, error: unwell }, dropped: [] });
    expect(at.sent).toHaveLength(1);
  });
});
