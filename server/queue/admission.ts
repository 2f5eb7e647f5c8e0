import { TZDate } from '@date-fns/tz';
import { addDays, addMinutes, startOfMinute } from 'date-fns';
import type { HeldReason } from '../../shared/ledger.ts';
import type { Settings } from '../../shared/settings.ts';
import type { InstallDocument } from '../installs/install.ts';
import { NEVER } from './lease.ts';

/** When an organisation's conversation may be synced. Held rows say why, and some are due by themselves later. */
export interface Admission {
  portalId: string | null;
  dueAt: Date;
  heldReason: HeldReason | null;
}

/** One answer per organisation; two reads for all of them, since a burst brings many (performance.md §2.2). */
export type Admit = (orgIds: readonly string[], now: Date) => Promise<ReadonlyMap<string, Admission>>;

export function createAdmit(deps: {
  installsOf: (orgIds: readonly string[]) => Promise<readonly InstallDocument[]>;
  settingsOf: (orgIds: readonly string[]) => Promise<(orgId: string) => Settings>;
}): Admit {
  return async (orgIds, now) => {
    const [installs, settingsOf] = await Promise.all([deps.installsOf(orgIds), deps.settingsOf(orgIds)]);
    const byOrganization = new Map(installs.map((install) => [install.orgId, install]));
    return new Map(
      orgIds.map((orgId) => [orgId, admission(byOrganization.get(orgId), settingsOf(orgId), now)]),
    );
  };
}

function admission(install: InstallDocument | undefined, settings: Settings, now: Date): Admission {
  const portalId = install?._id ?? null;
  if (install?.status !== 'active') return { portalId, dueAt: NEVER, heldReason: 'paused' };
  return { portalId, ...dueBySettings(settings.sync, now) };
}

/** Real time, hourly and daily are one queue with a different `dueAt` (design.md). Pure. */
export function dueBySettings(sync: Settings['sync'], now: Date): Omit<Admission, 'portalId'> {
  if (!sync.auto) return { dueAt: NEVER, heldReason: 'manual' };
  if (sync.frequency === 'hourly') return { dueAt: nextHour(sync.timeZone, now), heldReason: 'frequency' };
  if (sync.frequency === 'daily')
    return { dueAt: nextDaily(sync.dailyAt, sync.timeZone, now), heldReason: 'frequency' };
  return { dueAt: now, heldReason: null };
}

/** The organisation's full hour, by counting minutes: setting them is ambiguous in the hour that comes twice. */
function nextHour(timeZone: string, now: Date): Date {
  const minutesLeft = 60 - new TZDate(now, timeZone).getMinutes();
  const next = addMinutes(startOfMinute(now), minutesLeft);
  // Lord Howe turns its clocks by half an hour: what was a full hour ahead is half past when it comes.
  return new TZDate(next, timeZone).getMinutes() === 0 ? next : nextHour(timeZone, next);
}

/** The next time a clock in `timeZone` shows `HH:MM`; right across daylight-saving changes. */
function nextDaily(dailyAt: string, timeZone: string, now: Date): Date {
  const [hour = 0, minute = 0] = dailyAt.split(':').map(Number);
  const local = new TZDate(now, timeZone);
  const at = (day: Date) =>
    new Date(
      new TZDate(day.getFullYear(), day.getMonth(), day.getDate(), hour, minute, 0, timeZone).getTime(),
    );
  const today = at(local);
  return today > now ? today : at(addDays(local, 1));
}
