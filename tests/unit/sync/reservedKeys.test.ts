import fc from 'fast-check';
import { plan } from '../../../server/sync/plan.ts';
import { keysOfPlan } from '../../../server/sync/reservedKeys.ts';
import { arbitraryPortal } from '../../support/arbitraryPortal.ts';
import { arbitrarySession } from '../../support/arbitrarySession.ts';

const IDS = ['ses_a', 'ses_b', 'ses_c'];
const sessions = fc.tuple(...IDS.map(arbitrarySession));

describe('what a flush reserves after its plan', () => {
  it('holds also for the plan of those that are left when others are put off', () => {
    fc.assert(
      fc.property(arbitraryPortal, sessions, sessions, fc.subarray(IDS), (make, before, now, kept) => {
        const at = make();
        for (const session of before) at.deliver(session);
        at.apply(plan(at.input()));
        for (const session of now) at.deliver({ ...session, version: 2 });
        const input = at.input();
        const all = keysOfPlan(plan(input), input.sessions, input.snapshot);
        const left = input.sessions.filter(({ sessionId }) => kept.includes(sessionId));
        const again = keysOfPlan(plan({ ...input, sessions: left }), left, input.snapshot);
        for (const [sessionId, keys] of again) {
          const unreserved = keys.filter((key) => !all.get(sessionId)?.includes(key));
          expect({ sessionId, unreserved }).toEqual({ sessionId, unreserved: [] });
        }
        expect(again.size).toBe(kept.length);
      }),
      { seed: 20_261_125, numRuns: 150 },
    );
  });
});
