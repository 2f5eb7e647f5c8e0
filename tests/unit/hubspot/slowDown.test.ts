import { classifyReply } from '../../../server/hubspot/classify.ts';
import type { RateWindow } from '../../../server/hubspot/rateWindow.ts';
import { createSlowDown } from '../../../server/hubspot/slowDown.ts';
import { steppedClock } from '../../support/steppedClock.ts';

const HOUR = 3_600_000;
const refusal = (status: number, body: object = {}, headers: Record<string, string> = {}) =>
  classifyReply({ label: 'read records', write: false, status, headers: new Headers(headers), body });

function slowing(zone = 'America/New_York') {
  const paused: [string, string, number][] = [];
  const window: Pick<RateWindow, 'pause' | 'pauseLonger'> = {
    pause: (portalId, bucket, ms) => Promise.resolve(void paused.push([portalId, bucket, ms])),
    pauseLonger: (portalId, bucket, ms) => {
      paused.push([portalId, bucket, ms * 4]);
      return Promise.resolve(ms * 4);
    },
  };
  // 05:00 in New York.
  const clock = steppedClock(new Date('2026-11-24T10:00:00Z'));
  return { paused, slowDown: createSlowDown({ window, clock, timeZone: () => Promise.resolve(zone) }) };
}

describe('when HubSpot asks us to slow down', () => {
  it.each([
    ['a named window', refusal(429, { policyName: 'TEN_SECONDLY_ROLLING' }), 10_000],
    ['a time of its own', refusal(429, {}, { 'retry-after': '7' }), 7_000],
    ['the daily limit, until midnight where the portal is', refusal(429, { policyName: 'DAILY' }), 19 * HOUR],
    [
      'the daily limit with a time of its own',
      refusal(429, { policyName: 'DAILY' }, { 'retry-after': '60' }),
      60_000,
    ],
    ['nobody knows what, longer each time', refusal(429), 40_000],
  ])('%s', async (_, error, ms) => {
    const { paused, slowDown } = slowing();
    expect(await slowDown('1', 'general', error)).toMatchObject({
      kind: 'rate_limit',
      message: error.message,
      retryAfterMs: ms,
    });
    expect(paused).toEqual([['1', 'general', ms]]);
  });

  it('a portal that moves is left alone altogether', async () => {
    const { paused, slowDown } = slowing();
    await slowDown('1', 'search', refusal(477, {}, { 'retry-after': '3600' }));
    expect(paused).toEqual([
      ['1', 'general', HOUR],
      ['1', 'search', HOUR],
    ]);
  });

  it('anything else stops nobody', async () => {
    const { paused, slowDown } = slowing();
    const error = refusal(503);
    expect(await slowDown('1', 'general', error)).toBe(error);
    expect(paused).toEqual([]);
  });
});
