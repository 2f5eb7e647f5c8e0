import { cached } from '../../../server/hubspot/cached.ts';
import { steppedClock } from '../../support/steppedClock.ts';

const TTL_MS = 60_000;

function counting(fails = false) {
  const clock = steppedClock();
  const reads: string[] = [];
  const values = cached(clock, TTL_MS, ({ portalId }) => {
    reads.push(portalId);
    return fails ? Promise.reject(new Error('away')) : Promise.resolve(reads.length);
  });
  return { clock, reads, values, get: (portalId: string) => values.get({ portalId, lane: 'sync' }) };
}

describe('what is remembered of portals for a while', () => {
  it('is read once until its time is over, and again when it was forgotten', async () => {
    const { clock, reads, values, get } = counting();
    expect(await Promise.all([get('1'), get('1')])).toEqual([1, 1]);
    clock.advance(TTL_MS);
    expect(await get('1')).toBe(2);
    values.forget('1');
    expect(await get('1')).toBe(3);
    expect(reads).toEqual(['1', '1', '1']);
  });

  it('does not remember a failure', async () => {
    const { reads, get } = counting(true);
    await expect(get('1')).rejects.toThrow('away');
    await expect(get('1')).rejects.toThrow('away');
    expect(reads).toHaveLength(2);
  });

  it('is let go of when hundreds of others came since: a process may serve a hundred thousand', async () => {
    const { reads, get } = counting();
    for (let portal = 0; portal <= 500; portal += 1) await get(String(portal));
    reads.length = 0;
    await get('500');
    await get('1');
    expect(reads).toEqual([]);
    await get('0');
    expect(reads).toEqual(['0']);
  });
});
