import type { Clock } from '../clock.ts';
import type { RateWindow } from '../hubspot/rateWindow.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { TokenClient } from '../hubspot/oauth.ts';
import type { Journal } from '../intake/journal.ts';
import type { ServePortal } from '../queue/worker.ts';
import type { Ledger } from '../sync/ledger.ts';
import type { Metrics } from './metrics.ts';

/** Parts that count what they do: each answers as the part it was made from, and knows nothing of metrics. */
export function createWatch(metrics: Metrics, clock: Clock) {
  return {
    call: ({ endpoint, outcome, ms }: { endpoint: string; outcome: string; ms: number }): void => {
      metrics.calls.inc({ endpoint, outcome });
      metrics.callSeconds.observe({ endpoint }, ms / 1_000);
    },

    window: (window: RateWindow): RateWindow => ({
      ...window,
      async take(portalId, bucket, lane, signal) {
        const askedAt = clock.monotonicMs();
        await window.take(portalId, bucket, lane, signal);
        metrics.windowSeconds.observe({ lane }, (clock.monotonicMs() - askedAt) / 1_000);
      },
    }),

    tokens: (client: TokenClient): TokenClient => ({
      ...client,
      async refresh(token) {
        try {
          const renewed = await client.refresh(token);
          metrics.refreshes.inc({ outcome: 'renewed' });
          return renewed;
        } catch (error) {
          const revoked = error instanceof HubSpotError && error.kind === 'revoked';
          metrics.refreshes.inc({ outcome: revoked ? 'revoked' : 'failed' });
          throw error;
        }
      },
    }),

    journal: (journal: Journal): Journal => ({
      ...journal,
      async append(row) {
        try {
          const stored = await journal.append(row);
          metrics.webhooks.inc({ outcome: stored.duplicate ? 'duplicate' : 'accepted' });
          return stored;
        } catch (error) {
          metrics.webhooks.inc({ outcome: 'not_stored' });
          throw error;
        }
      },
    }),

    ledger: (ledger: Ledger): Ledger => ({
      ...ledger,
      async finishAll(lease, ends) {
        await ledger.finishAll(lease, ends);
        for (const { verdict } of ends) metrics.syncs.inc({ state: verdict.state });
      },
    }),

    serve:
      (serve: ServePortal): ServePortal =>
      async (lease) => {
        metrics.turnsRunning.inc();
        try {
          const nextDue = await serve(lease);
          metrics.turns.inc({ outcome: 'done' });
          return nextDue;
        } catch (error) {
          metrics.turns.inc({ outcome: 'ended_early' });
          throw error;
        } finally {
          metrics.turnsRunning.dec();
        }
      },
  };
}
