import { createAdmit, dueBySettings } from '../../../server/queue/admission.ts';
import { NEVER } from '../../../server/queue/lease.ts';
import type { InstallDocument } from '../../../server/installs/install.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../shared/settings.ts';

const sync = (change: Partial<Settings['sync']>) => ({ ...DEFAULT_SETTINGS.sync, ...change });
const NOW = new Date('2026-11-24T10:17:42.123Z');

describe('when a conversation is due (contract §3)', () => {
  it('in real time it is due now, and not held', () => {
    expect(dueBySettings(sync({}), NOW)).toEqual({ dueAt: NOW, heldReason: null });
  });
  it.each(['realtime', 'hourly', 'daily'] as const)(
    'with auto off it waits for a person, %s or not',
    (frequency) => {
      expect(dueBySettings(sync({ auto: false, frequency }), NOW)).toEqual({
        dueAt: NEVER,
        heldReason: 'manual',
      });
    },
  );

  it.each([
    ['UTC', '2026-11-24T10:17:42.123Z', '2026-11-24T11:00:00.000Z'],
    ['UTC', '2026-11-24T10:00:00.000Z', '2026-11-24T11:00:00.000Z'],
    ['UTC', '2026-12-31T23:59:59.999Z', '2027-01-01T00:00:00.000Z'],
    // Half-hour zones have their full hours at :30 UTC.
    ['Asia/Kolkata', '2026-11-24T10:17:42.123Z', '2026-11-24T10:30:00.000Z'],
    // The hour that is skipped, and the one that comes twice.
    ['Europe/Berlin', '2026-03-29T00:30:00.000Z', '2026-03-29T01:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25T00:30:00.000Z', '2026-10-25T01:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25T01:30:00.000Z', '2026-10-25T02:00:00.000Z'],
  ])('hourly in %s at %s: the next full hour, %s', (timeZone, now, due) => {
    expect(dueBySettings(sync({ frequency: 'hourly', timeZone }), new Date(now))).toEqual({
      dueAt: new Date(due),
      heldReason: 'frequency',
    });
  });

  it.each([
    ['UTC', '18:00', '2026-11-24T10:17:42Z', '2026-11-24T18:00:00Z'],
    ['UTC', '10:17', '2026-11-24T10:17:00Z', '2026-11-25T10:17:00Z'],
    ['UTC', '00:00', '2026-12-31T23:59:59Z', '2027-01-01T00:00:00Z'],
    ['America/New_York', '18:00', '2026-11-24T23:30:00Z', '2026-11-25T23:00:00Z'],
    ['Pacific/Auckland', '06:00', '2026-11-24T10:00:00Z', '2026-11-24T17:00:00Z'],
    ['Asia/Kolkata', '09:30', '2026-11-24T03:59:00Z', '2026-11-24T04:00:00Z'],
    // Across the change to and from daylight saving the clock on the wall decides.
    ['Europe/Berlin', '18:00', '2026-03-28T17:30:00Z', '2026-03-29T16:00:00Z'],
    ['Europe/Berlin', '18:00', '2026-10-24T17:00:00Z', '2026-10-25T17:00:00Z'],
    // 02:30 does not exist on that day: half past three is when such a clock rings.
    ['Europe/Berlin', '02:30', '2026-03-28T23:30:00Z', '2026-03-29T01:30:00Z'],
  ])('daily in %s at %s, asked at %s: %s', (timeZone, dailyAt, now, due) => {
    const held = dueBySettings(sync({ frequency: 'daily', timeZone, dailyAt }), new Date(now));
    expect([held.dueAt.toISOString(), held.heldReason]).toEqual([new Date(due).toISOString(), 'frequency']);
  });

  it('daily is always ahead and never more than 25 hours, at any minute of a year with two clock changes', () => {
    for (const timeZone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata']) {
      for (let hour = 0; hour < 24 * 365; hour += 7) {
        const now = new Date(Date.UTC(2026, 0, 1, hour, (hour * 13) % 60));
        const { dueAt } = dueBySettings(sync({ frequency: 'daily', timeZone, dailyAt: '02:30' }), now);
        const ahead = dueAt.getTime() - now.getTime();
        expect([timeZone, now, ahead > 0, ahead <= 25.5 * 3_600_000]).toEqual([timeZone, now, true, true]);
      }
    }
  });
});

describe('who is admitted', () => {
  const admit = async (install: Partial<InstallDocument> | null) => {
    const installs = install ? [{ orgId: 'org_1', ...install } as InstallDocument] : [];
    const admissions = await createAdmit({
      installsOf: () => Promise.resolve(installs),
      settingsOf: () => Promise.resolve(() => DEFAULT_SETTINGS),
    })(['org_1'], NOW);
    return admissions.get('org_1');
  };

  it.each([
    ['nobody connected', null, null],
    ['a paused portal', { _id: '101', status: 'paused' as const }, '101'],
    ['a portal to reconnect', { _id: '101', status: 'reconnect_required' as const }, '101'],
  ])('%s: the conversation waits, visibly', async (_what, install, portalId) => {
    expect(await admit(install)).toEqual({ portalId, dueAt: NEVER, heldReason: 'paused' });
  });
  it('an active portal: by the settings', async () => {
    expect(await admit({ _id: '101', status: 'active' })).toEqual({
      portalId: '101',
      dueAt: NOW,
      heldReason: null,
    });
  });
});
