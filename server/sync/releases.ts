import type { HeldReason } from '../../shared/ledger.ts';
import { ACTIVITY_KEY_PROPERTY } from '../../shared/properties.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Clock } from '../clock.ts';
import type { InstallDocument } from '../installs/install.ts';
import { dueBySettings } from '../queue/admission.ts';
import type { PortalQueue } from '../queue/portalQueue.ts';
import { monthOf } from '../usage/month.ts';
import type { Ledger } from './ledger.ts';

const DAY_MS = 24 * 3_600_000;
/** The rest moves up with the turns that these make. */
const AT_ONCE = 500;
/** What the ledger keeps of an activity that carries our key. */
const WRITTEN_KEY = `written.${ACTIVITY_KEY_PROPERTY.name}`;

/** What the row of a conversation says that went without a permission (`offProblems.ts`). */
const FORBIDDEN = { 'error.code': 'hubspot_missing_scope' };

export interface ReleasesDeps {
  ledger: Ledger;
  queue: Pick<PortalQueue, 'wake'>;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  settings: (orgId: string) => Promise<Settings>;
  clock: Clock;
}

/** What waits for a time, a person, a plan or new settings, set in motion. Each answers how many rows. */
export function createReleases(deps: ReleasesDeps) {
  const { documents } = deps.ledger;
  const held = (orgId: string, ...reasons: HeldReason[]) => ({
    orgId,
    state: 'held' as const,
    heldReason: { $in: reasons },
  });
  const now = (at: Date) => ({ state: 'queued' as const, heldReason: null, dueAt: at });

  return {
    /**
     * Rows that wait by the settings follow the settings as they are now. What is due already is left
     * alone: moving it on would make it miss its hour.
     */
    async redate(orgId: string): Promise<number> {
      const settings = await deps.settings(orgId);
      const at = deps.clock.now();
      const { heldReason, dueAt } = dueBySettings(settings.sync, at);
      const differs = { $or: [{ heldReason: { $ne: heldReason } }, { dueAt: { $ne: dueAt } }] };
      const { matchedCount } = await documents.updateMany(
        { ...held(orgId, 'frequency', 'manual'), dueAt: { $gt: at }, ...differs },
        { $set: { state: heldReason ? 'held' : 'queued', heldReason, dueAt } },
      );
      const { end } = monthOf(at, settings.sync.timeZone);
      await documents.updateMany(
        { ...held(orgId, 'plan_limit'), dueAt: { $gt: at, $ne: end } },
        { $set: { dueAt: end } },
      );
      await wake(orgId, matchedCount, dueAt < end ? dueAt : end);
      return matchedCount;
    },

    /** Conversations that were synced for the first time between two moments (contract §3). */
    countFirstSynced(orgId: string, from: Date, to: Date): Promise<number> {
      return documents.countDocuments({ orgId, firstSyncedAt: { $gte: from, $lt: to } });
    },

    /** Conversations that wait because the plan's limit is reached. */
    countPlanLimited(orgId: string): Promise<number> {
      return documents.countDocuments({ orgId, state: 'held', heldReason: 'plan_limit' });
    },

    /** Organisations with rows that wait by the settings. */
    waitingOrganizations(): Promise<string[]> {
      return documents.distinct('orgId', {
        state: 'held',
        heldReason: { $in: ['frequency', 'manual', 'plan_limit'] },
      });
    },

    /** "Sync now" for everything that waits for an hour or for a person. */
    async releaseHeld(orgId: string): Promise<number> {
      return release(orgId, held(orgId, 'frequency', 'manual'));
    },

    /** A plan with more room: the oldest go first, by the order in which they are claimed. */
    async releasePlanLimited(orgId: string): Promise<number> {
      return release(orgId, held(orgId, 'plan_limit'));
    },

    /** Places became free: as many of the oldest that wait for one. */
    async moveUp(orgId: string, places: number): Promise<number> {
      const next = await documents
        .find(held(orgId, 'plan_limit'), { projection: { _id: 1 } })
        .sort({ receivedAt: 1 })
        .limit(Math.min(places, AT_ONCE))
        .toArray();
      return release(orgId, { ...held(orgId, 'plan_limit'), _id: { $in: next.map(({ _id }) => _id) } });
    },

    /** What was synced in the last days once more, under the settings as they are now, behind live work. */
    async applyAgain(install: InstallDocument, orgId: string, days: number): Promise<number> {
      const at = deps.clock.now();
      const { matchedCount } = await documents.updateMany(
        {
          orgId,
          state: { $in: ['synced', 'partial', 'filtered'] },
          removed: false,
          syncedAt: { $gte: new Date(at.getTime() - days * DAY_MS) },
        },
        { $set: { ...now(at), portalId: install._id, attempts: 0, error: null, background: true } },
      );
      await wake(orgId, matchedCount, at);
      return matchedCount;
    },

    /** Somebody connected anew: what HubSpot had forbidden is tried again. */
    async afterGrant({ _id: portalId }: InstallDocument): Promise<number> {
      const at = deps.clock.now();
      const { matchedCount } = await documents.updateMany(
        { portalId, state: { $in: ['partial', 'failed'] }, ...FORBIDDEN },
        { $set: { ...now(at), attempts: 0, error: null } },
      );
      if (matchedCount > 0) await deps.queue.wake(portalId, at);
      return matchedCount;
    },

    /** Our properties, or a permission, are there only now: what was refused for want of them, or went without our key, is written after all. */
    async afterProvisioning({ _id: portalId, activityKeyMode }: InstallDocument): Promise<number> {
      const at = deps.clock.now();
      const keyless = { $elemMatch: { state: 'live', [WRITTEN_KEY]: { $exists: false } } } as const;
      const isLate =
        activityKeyMode === 'unique' ? [{ state: 'synced' as const, removed: false, objects: keyless }] : [];
      const isRefused = { state: 'failed' as const, ...FORBIDDEN };
      const { matchedCount } = await documents.updateMany(
        { portalId, $or: [{ state: 'partial' }, isRefused, ...isLate] },
        { $set: { ...now(at), attempts: 0, error: null, background: true } },
      );
      if (matchedCount > 0) await deps.queue.wake(portalId, at);
      return matchedCount;
    },
  };

  async function release(orgId: string, which: Parameters<typeof documents.updateMany>[0]): Promise<number> {
    const at = deps.clock.now();
    const { matchedCount } = await documents.updateMany(which, { $set: now(at) });
    await wake(orgId, matchedCount, at);
    return matchedCount;
  }

  async function wake(orgId: string, rows: number, at: Date): Promise<void> {
    if (rows === 0) return;
    const install = await deps.installOf(orgId);
    if (install) await deps.queue.wake(install._id, at);
  }
}

export type Releases = ReturnType<typeof createReleases>;
