import fc from 'fast-check';
import { DEFAULT_SETTINGS } from '../../shared/settings.ts';
import { PlannedPortal } from './plannedPortal.ts';

const settings = fc
  .record({
    noMatch: fc.constantFrom('create' as const, 'skip' as const, 'default_contact' as const),
    activity: fc.constantFrom('meeting' as const, 'call' as const, 'channel' as const),
    flags: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    strategy: fc.constantFrom(
      'contact_open' as const,
      'company_open' as const,
      'owner_open' as const,
      'most_recent' as const,
    ),
  })
  .map(({ noMatch, activity, flags: [a, b, c, d, e, f], strategy }) => ({
    ...DEFAULT_SETTINGS,
    sync: {
      ...DEFAULT_SETTINGS.sync,
      activity,
      createTasks: a ?? true,
      notes: b ?? true,
      updateEngagementScore: c ?? true,
    },
    matching: {
      ...DEFAULT_SETTINGS.matching,
      noMatch,
      defaultContactId: '500',
      excludeInternal: d ?? true,
      createCompany: e ?? true,
    },
    deals: { ...DEFAULT_SETTINGS.deals, linkByDomain: f ?? true, strategy },
  }));
/** Makes a portal that knows some of the people and has settings of its own; each call makes it anew. */
export const arbitraryPortal = fc
  .record({
    known: fc.subarray(['john@acme.com', 'kim@eu.globex.co.uk', 'sam@gmail.com']),
    stage: fc.constantFrom('open', 'closed', 'unheard-of'),
    company: fc.boolean(),
    unique: fc.boolean(),
    settings,
  })
  .map(({ known, stage, company, unique, settings: chosen }) => () => {
    const fresh = new PlannedPortal();
    fresh.settings = chosen;
    fresh.features = { ...fresh.features, activityKeyMode: unique ? 'unique' : 'marker' };
    if (company) fresh.companyByDomain.set('acme.com', '900');
    for (const email of known) {
      fresh.addDeal(fresh.addContact(email), {
        dealname: 'D',
        dealstage: stage,
        hs_lastmodifieddate: '2026-01-01T00:00:00Z',
      });
    }
    return fresh;
  });
