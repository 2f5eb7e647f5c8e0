import { plan } from '../../../server/sync/plan.ts';
import { finishedSession } from '../../../shared/session.ts';
import { completed } from '../../support/intakeDoor.ts';
import { HOST, PlannedPortal } from '../../support/plannedPortal.ts';

/** Who owns the hand-off note of a conversation with contacts that belong to these people. */
function handedTo(...contactOwners: (string | null)[]): string | undefined {
  const at = new PlannedPortal();
  at.owners.set('am@seller.com', '42');
  const participants = contactOwners.map((owner, index) => {
    const email = `p${index}@acme.com`;
    at.addContact(email, owner === null ? {} : { hubspot_owner_id: owner });
    return { email };
  });
  const insights = { handoff_notes: 'Call her' };
  const { session } = completed({
    host: { email: HOST },
    participants,
    insights,
    organization_id: 'org_1',
  }).data;
  at.deliver(finishedSession.parse(session));
  const note = plan(at.input()).activities.find(({ key }) => key === 'handoff');
  return note?.action === 'create' ? note.properties['hubspot_owner_id'] : undefined;
}

describe('the owner of a hand-off note', () => {
  it.each([
    [['42'], '42', 'the owner of the contact'],
    [[null], '41', 'the host, where nobody looks after the contact'],
    [['99'], '41', 'the host, where who did has left HubSpot'],
    [[null, '99', '42'], '42', 'the first owner of a contact who is still there'],
  ])('%j: %s, %s', (owners, owner) => expect(handedTo(...owners)).toBe(owner));
});
