import { noCrash } from '../../../server/crashpoints.ts';
import type { SyncDocument } from '../../../server/sync/ledger.types.ts';
import { createPlanLimit, type PlanLimitDeps } from '../../../server/sync/planLimit.ts';
import type { CountingPeriod } from '../../../server/usage/countedConversations.ts';
import type { Plan } from '../../../shared/session.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const rows = ['b', 'a'].map(
  (_id, index) =>
    ({
      _id,
      receivedAt: new Date(NOW.getTime() - index),
      firstSyncedAt: null,
      removed: false,
    }) as SyncDocument,
);

/** Room for one conversation in a month of a small plan. */
function limitOf(announced: Plan) {
  const planOf = jest.fn(() => Promise.resolve(announced));
  const count = jest.fn((_orgId: string, keys: readonly string[], { limit }: CountingPeriod) =>
    Promise.resolve(new Set(limit === 100 ? keys.slice(0, 1) : keys)),
  );
  const deps = {
    counted: { count },
    planOf,
    clock: { now: () => NOW, monotonicMs: () => 0 },
    crash: noCrash,
  };
  return { planOf, count, limit: createPlanLimit(deps as unknown as PlanLimitDeps) };
}

describe('counting before the work', () => {
  it('asks for no plan when all have room under the one that is known', async () => {
    const { limit, planOf, count } = limitOf('starter');
    expect(await limit.count('org_1', rows, DEFAULT_SETTINGS, 'enterprise')).toEqual(new Set());
    expect(planOf).not.toHaveBeenCalled();
    expect(count).toHaveBeenCalledWith('org_1', ['a', 'b'], { month: '2026-11', limit: null });
  });

  it('holds nothing for a plan that has grown since the turn began', async () => {
    const { limit } = limitOf('professional');
    expect(await limit.count('org_1', rows, DEFAULT_SETTINGS, 'starter')).toEqual(new Set());
  });

  it.each(['starter', undefined] as const)(
    'holds the latest when there is no room for it under the plan of this moment, known: %s',
    async (known) => {
      const { limit } = limitOf('starter');
      expect(await limit.count('org_1', rows, DEFAULT_SETTINGS, known)).toEqual(new Set(['b']));
    },
  );

  it('counts neither what was synced before nor what is to be removed', async () => {
    const { limit, count } = limitOf('starter');
    const [first, second] = rows;
    const known = [
      { ...first, firstSyncedAt: NOW },
      { ...second, removed: true },
    ] as SyncDocument[];
    expect(await limit.count('org_1', known, DEFAULT_SETTINGS)).toEqual(new Set());
    expect(count).not.toHaveBeenCalled();
  });
});
