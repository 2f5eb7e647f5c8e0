import { createMetrics } from '../../../server/health/metrics.ts';
import { createWatch } from '../../../server/health/watch.ts';
import { accessRevoked } from '../../../server/hubspot/oauthErrors.ts';
import type { RateWindow } from '../../../server/hubspot/rateWindow.ts';
import type { TokenClient } from '../../../server/hubspot/oauth.ts';
import type { Journal, JournalDocument } from '../../../server/intake/journal.ts';
import type { Lease } from '../../../server/queue/lease.ts';
import type { Ledger, RowEnd } from '../../../server/sync/ledger.ts';
import { steppedClock } from '../../support/steppedClock.ts';

function setUp() {
  const clock = steppedClock();
  const metrics = createMetrics({ clockOffByMs: () => 0 });
  const shown = async (line: string) => (await metrics.registry.metrics()).split('\n').includes(line);
  return { clock, metrics, shown, watch: createWatch(metrics, clock) };
}

describe('metrics', () => {
  it('tell how long a call waited for the window, by who waited', async () => {
    const { clock, watch, shown } = setUp();
    const window = watch.window({
      take() {
        clock.advance(2_000);
        return Promise.resolve();
      },
    } as Partial<RateWindow> as RateWindow);
    await window.take('101', 'general', 'people');
    expect(await shown('liveprompt_hubspot_window_wait_seconds_sum{lane="people"} 2')).toBe(true);
  });

  it('tell refreshes that worked, that were refused for good and that failed', async () => {
    const { watch, shown } = setUp();
    const outcomes = [
      () => Promise.resolve({}),
      () => Promise.reject(accessRevoked({ effect: 'not_sent' })),
      () => Promise.reject(new Error('no answer')),
    ];
    for (const refresh of outcomes) {
      const client = watch.tokens({ refresh } as unknown as TokenClient);
      await client.refresh('token').catch(() => undefined);
    }
    for (const outcome of ['renewed', 'revoked', 'failed'])
      expect(await shown(`liveprompt_token_refreshes_total{outcome="${outcome}"} 1`)).toBe(true);
  });

  it('tell webhooks that were stored, came twice, or were not stored', async () => {
    const { watch, shown } = setUp();
    const answers = [
      () => Promise.resolve({ duplicate: false }),
      () => Promise.resolve({ duplicate: true }),
      () => Promise.reject(new Error('away')),
    ];
    for (const append of answers) {
      const journal = watch.journal({ append } as Partial<Journal> as Journal);
      await journal.append({} as JournalDocument).catch(() => undefined);
    }
    for (const outcome of ['accepted', 'duplicate', 'not_stored'])
      expect(await shown(`liveprompt_webhooks_total{outcome="${outcome}"} 1`)).toBe(true);
  });

  it('tell how conversations ended only when the ledger has it', async () => {
    const { watch, shown } = setUp();
    let stored = true;
    const ledger = watch.ledger({
      finishAll: () => (stored ? Promise.resolve() : Promise.reject(new Error('lease lost'))),
    } as Partial<Ledger> as Ledger);
    const ends = [{ verdict: { state: 'synced' } }, { verdict: { state: 'partial' } }] as RowEnd[];
    await ledger.finishAll({} as Lease, ends);
    stored = false;
    await ledger.finishAll({} as Lease, ends).catch(() => undefined);
    expect(await shown('liveprompt_syncs_total{state="synced"} 1')).toBe(true);
    expect(await shown('liveprompt_syncs_total{state="partial"} 1')).toBe(true);
  });

  it('tell turns while they run and how they ended', async () => {
    const { watch, shown } = setUp();
    const next = new Date(0);
    let fail = false;
    const serve = watch.serve(async () => {
      expect(await shown('liveprompt_turns_running 1')).toBe(true);
      if (fail) throw new Error('the lease was lost');
      return next;
    });
    expect(await serve({} as Lease)).toBe(next);
    fail = true;
    await expect(serve({} as Lease)).rejects.toThrow('the lease was lost');
    expect(await shown('liveprompt_turns_running 0')).toBe(true);
    expect(await shown('liveprompt_turns_total{outcome="done"} 1')).toBe(true);
    expect(await shown('liveprompt_turns_total{outcome="ended_early"} 1')).toBe(true);
  });
});
