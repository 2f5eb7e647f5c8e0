import { missingProblems, withheldIn } from '../../../server/sync/withheld.ts';
import { plan } from '../../../server/sync/plan.ts';
import { PlannedPortal } from '../../support/plannedPortal.ts';
import { shortSession } from '../../support/shortSession.ts';

const SENTIMENT = 'contacts.liveprompt_sentiment';
const refused = { feature: `property:${SENTIMENT}`, reason: 'HubSpot did not let us create it.' };
const made = new Date('2026-11-24T09:00:00Z');

describe('properties of ours that a portal does not have', () => {
  it.each([
    ['provisioning was not tried yet', { provisionedAt: null, limitations: [] }],
    ['it failed as a whole', { provisionedAt: null, limitations: [{ feature: 'properties', reason: 'x' }] }],
    ['it was forbidden', { provisionedAt: made, limitations: [{ feature: 'properties', reason: 'x' }] }],
  ])('are all of them when %s', (_when, install) => {
    const withheld = withheldIn(install);
    expect(withheld.has(SENTIMENT)).toBe(true);
    expect(withheld.has('deals.liveprompt_last_meeting_date')).toBe(true);
  });

  it('are those that were refused, and none when only the account could not be read', () => {
    expect([...withheldIn({ provisionedAt: made, limitations: [refused] })]).toEqual([SENTIMENT]);
    const account = { feature: 'account', reason: 'x' };
    expect(withheldIn({ provisionedAt: null, limitations: [account] }).size).toBe(0);
  });

  it('are left out of the write and named; the others are written', () => {
    const at = new PlannedPortal();
    at.features = { ...at.features, withheld: new Set([SENTIMENT]) };
    at.addContact('john@acme.com');
    const participants = [{ email: 'john@acme.com' }];
    const summary = { brief: 'They talked.', sentiment: 'positive' as const };
    at.deliver(shortSession({ id: 'ses_1', organization_id: 'org_1', participants, summary }));
    const { sessions, records } = plan(at.input());
    const written = records.find(({ ref }) => ref.startsWith('contacts:'))?.properties ?? {};
    expect(written).toHaveProperty('liveprompt_recent_summary');
    expect(written).not.toHaveProperty('liveprompt_sentiment');
    expect(sessions[0]?.missing).toEqual([SENTIMENT]);
    expect(missingProblems(sessions[0]?.missing ?? [])[0]?.error.message).toContain(SENTIMENT);
    at.features = { ...at.features, withheld: new Set() };
    expect(plan(at.input()).sessions[0]?.missing).toEqual([]);
  });
});
