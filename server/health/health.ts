import { TZDate } from '@date-fns/tz';
import { startOfDay } from 'date-fns';
import type { Health } from '../../shared/health.ts';
import type { SyncState } from '../../shared/ledger.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Clock } from '../clock.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { Ledger } from '../sync/ledger.ts';
import type { LedgerReader } from '../sync/readLedger.ts';

const RECENT = 10;

/** What the health dashboard shows, counted from the ledger; "today" is a day of the settings' time zone. */
export function createHealth(deps: {
  ledger: Ledger;
  reader: Pick<LedgerReader, 'list'>;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  settings: (orgId: string) => Promise<Settings>;
  clock: Clock;
}) {
  const { documents } = deps.ledger;
  return async (orgId: string): Promise<Health> => {
    const [install, settings] = await Promise.all([deps.installOf(orgId), deps.settings(orgId)]);
    const midnight = startOfDay(new TZDate(deps.clock.now(), settings.sync.timeZone));
    const since = new Date(midnight.getTime());
    const count = (state: SyncState) => documents.countDocuments({ orgId, state });
    const [waiting, running, retrying, failed, held, synced, recent] = await Promise.all([
      count('queued'),
      count('running'),
      count('retrying'),
      count('failed'),
      count('held'),
      documents
        .find({ orgId, syncedAt: { $gte: since } }, { projection: { objects: 1, links: 1, syncedAt: 1 } })
        .toArray(),
      deps.reader.list(orgId, { limit: RECENT }),
    ]);
    const [newest] = await documents
      .find({ orgId, syncedAt: { $type: 'date' } })
      .sort({ syncedAt: -1 })
      .limit(1)
      .toArray();
    const contacts = synced.flatMap(({ links }) =>
      links.filter(({ type }) => type === 'contacts').map(({ id }) => id),
    );
    return {
      status: install?.status ?? 'not_connected',
      lastSyncAt: newest?.syncedAt?.toISOString() ?? null,
      today: {
        sessionsSynced: synced.length,
        tasksCreated: synced.flatMap(({ objects }) =>
          objects.filter(({ type, state, at }) => type === 'tasks' && state === 'live' && at >= since),
        ).length,
        contactsUpdated: new Set(contacts).size,
        errors: await documents.countDocuments({
          orgId,
          state: { $in: ['failed', 'partial'] },
          receivedAt: { $gte: since },
        }),
      },
      queue: { waiting, running, retrying, failed, held },
      recent: recent?.items ?? [],
    };
  };
}

export type ReadHealth = ReturnType<typeof createHealth>;
