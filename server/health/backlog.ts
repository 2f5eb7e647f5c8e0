import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import { installs } from '../installs/install.ts';
import { journal } from '../intake/journal.ts';
import { portals } from '../queue/portalQueue.ts';
import type { Store } from '../store/store.ts';
import { syncs } from '../sync/ledger.ts';

/** Counting goes along an index and no further: a scrape must cost the same however much there is to do. */
const COUNTED_AT_MOST = 10_000;

/**
 * What waits in the store, asked when `/metrics` is read. Every process tells the same figures, so dashboards
 * take the maximum of them, not the sum.
 */
export function measureBacklog({
  registry,
  store,
  clock,
}: {
  registry: Registry;
  store: Store;
  clock: Clock;
}): void {
  const portalRows = store.collection(portals);
  const rows = store.collection(syncs);
  const webhooks = store.collection(journal);
  const installRows = store.collection(installs);
  const limit = { limit: COUNTED_AT_MOST };

  measure('liveprompt_queue_portals_due', 'Portals that wait for a worker or are worked on.', () =>
    portalRows.countDocuments({ dueAt: { $lte: clock.now() } }, limit),
  );
  measure('liveprompt_queue_oldest_seconds', 'How long the portal that waits longest has waited.', async () =>
    ageSeconds((await portalRows.find({}).sort({ dueAt: 1 }).limit(1).toArray())[0]?.dueAt),
  );
  measure('liveprompt_queue_conversations_due', 'Conversations due now, at most 10,000 are counted.', () =>
    rows.countDocuments({ dueAt: { $lte: clock.now() } }, limit),
  );
  measure('liveprompt_conversations_held', 'Conversations on hold, at most 10,000 are counted.', () =>
    rows.countDocuments({ heldReason: { $type: 'string' } }, limit),
  );
  measure(
    'liveprompt_intake_oldest_seconds',
    'Age of the oldest webhook that no conversation shows yet.',
    async () =>
      ageSeconds(
        (await webhooks.find({ projectedAt: null }).sort({ receivedAt: 1 }).limit(1).toArray())[0]
          ?.receivedAt,
      ),
  );
  measure('liveprompt_portals_to_reconnect', 'Portals whose permission was withdrawn.', () =>
    installRows.countDocuments({ status: 'reconnect_required' }, limit),
  );

  function ageSeconds(since: Date | undefined): number {
    return since ? Math.max(0, clock.now().getTime() - since.getTime()) / 1_000 : 0;
  }

  function measure(name: string, help: string, read: () => Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        // A store that is away is told by /readyz; the other metrics of this process are worth having then.
        await read().then(
          (value) => this.set(value),
          () => this.set(NaN),
        );
      },
    });
  }
}
