import { plan } from '../../../server/sync/plan.ts';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { PlannedPortal } from '../../support/plannedPortal.ts';
import { shortSession } from '../../support/shortSession.ts';

const URL = 'https://rec.liveprompt.ai/r/1';

/** The body of the meeting and the reasons, of a call with John where the third person said this about consent. */
function met(consent: boolean | undefined, recordings = true) {
  const at = new PlannedPortal();
  at.settings = { ...DEFAULT_SETTINGS, sync: { ...DEFAULT_SETTINGS.sync, recordings } };
  at.addContact('john@acme.com');
  at.deliver(
    shortSession({
      id: 'ses_1',
      organization_id: 'org_1',
      participants: [
        { email: 'john@acme.com', consent: true },
        { email: 'ann@acme.com', ...(consent === undefined ? {} : { consent }) },
      ],
      recording: { url: URL, duration_seconds: 1_800 },
    }),
  );
  const { sessions, activities } = plan(at.input());
  return {
    linked: JSON.stringify(activities).includes(URL),
    reasons: sessions.flatMap(({ skips }) => skips.map(({ what }) => what)),
  };
}

describe('the link to a recording', () => {
  it.each([true, undefined])('is written when nobody refused (%s)', (consent) => {
    expect(met(consent)).toMatchObject({ linked: true });
    expect(met(consent).reasons).not.toContain('link to the recording');
  });

  it('is left out, with the reason, when one person did not agree', () => {
    const { linked, reasons } = met(false);
    expect(linked).toBe(false);
    expect(reasons).toContain('link to the recording');
  });

  it('needs no excuse where recordings are off', () => {
    expect(met(false, false).linked).toBe(false);
    expect(met(false, false).reasons).not.toContain('link to the recording');
  });
});
