import type { HubSpotCall, HubSpotRequest } from '../../../server/hubspot/call.types.ts';
import { HubSpotError, type HubSpotErrorOptions } from '../../../server/hubspot/errors.ts';
import { readAgain } from '../../../server/hubspot/readAgain.ts';
import { steppedClock } from '../../support/steppedClock.ts';

const READ: HubSpotRequest = { endpoint: 'objects.read', path: { type: 'contacts' }, body: { inputs: [] } };
const WRITE: HubSpotRequest = { ...READ, endpoint: 'objects.create' };
const wrong = (change: Partial<HubSpotErrorOptions> = {}) =>
  new HubSpotError({
    code: 'hubspot_unavailable',
    kind: 'transient',
    message: 'HubSpot answered 502.',
    action: 'Nothing: we try again.',
    effect: 'unknown',
    ...change,
  });

/** A border at which the calls end one after the other as `ends` say. */
function border(ends: readonly ('ok' | HubSpotError)[], takesMs = 100) {
  const pauses: number[] = [];
  const clock = steppedClock();
  let calls = 0;
  const call: HubSpotCall = () => {
    const end = ends[calls];
    calls += 1;
    clock.advance(takesMs);
    return end instanceof HubSpotError
      ? Promise.reject(end)
      : Promise.resolve({ status: 200, body: { results: [] } as never });
  };
  const sleep = (ms: number) => {
    pauses.push(ms);
    return Promise.resolve();
  };
  return { ask: readAgain(call, { clock, sleep }), pauses, made: () => calls };
}

describe('what only reads', () => {
  it('is asked once more after a hiccup, with a pause', async () => {
    const at = border([wrong(), 'ok']);
    expect(await at.ask('101', READ)).toMatchObject({ status: 200 });
    expect(at.pauses).toEqual([300]);
  });

  it('fails as the second answer says when that is wrong too', async () => {
    const second = wrong({ code: 'hubspot_no_answer' });
    const at = border([wrong(), second]);
    await expect(at.ask('101', READ)).rejects.toBe(second);
    expect(at.made()).toBe(2);
  });

  it.each([
    ['HubSpot says when to come back', { retryAfterMs: 5_000 }],
    ['the limit is reached', { kind: 'rate_limit' }],
    ['it was refused', { kind: 'final', effect: 'refused' }],
    ['the access is gone', { kind: 'revoked' }],
  ] as const)('is not asked again when %s', async (_, change) => {
    const error = wrong(change);
    const at = border([error, 'ok']);
    await expect(at.ask('101', READ)).rejects.toBe(error);
    expect(at.made()).toBe(1);
  });

  it('is not asked again when it took seconds to fail', async () => {
    const error = wrong({ code: 'hubspot_no_answer' });
    const at = border([error, 'ok'], 10_000);
    await expect(at.ask('101', READ)).rejects.toBe(error);
    expect(at.made()).toBe(1);
  });

  it('is not asked again when nobody waits for it any more', async () => {
    const error = wrong();
    const at = border([error, 'ok']);
    await expect(at.ask('101', { ...READ, signal: AbortSignal.abort() })).rejects.toBe(error);
    expect(at.made()).toBe(1);
  });
});

describe('what writes', () => {
  it('is never sent again here, whatever is known of its effect', async () => {
    for (const effect of ['unknown', 'not_sent'] as const) {
      const error = wrong({ effect });
      const at = border([error, 'ok']);
      await expect(at.ask('101', WRITE)).rejects.toBe(error);
      expect(at.made()).toBe(1);
    }
  });
});
