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

export type Admit = (orgId: string, now: Date) => Promise<Admission>;

export function createAdmit(deps: {
  installOf: (orgId: string) => Promise<InstallDocument | null>;
  settings: (orgId: string) => Promise<Settings>;
}): Admit {
  return async (orgId, now) => {
    const [install, settings] = await Promise.all([deps.installOf(orgId), deps.settings(orgId)]);
    const portalId = install?._id ?? null;
    if (install?.status !== 'active') return { portalId, dueAt: NEVER, heldReason: 'paused' };
    return { portalId, ...dueBySettings(settings.sync, now) };
  };
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
  return addMinutes(startOfMinute(now), minutesLeft);
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
