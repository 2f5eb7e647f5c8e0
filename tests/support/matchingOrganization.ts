import type { Participant, Session } from '../../shared/session.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings.ts';
import type { PortalSeed } from '../sandbox/sandbox.types.ts';
import type { Product } from './product.ts';
import { completed, shortSession } from './shortSession.ts';

/** Whom and what HubSpot knows before: Acme with John, two people called Kim Lee, a deal of John's. */
const seed = (portalId: string): PortalSeed => ({
  portalId,
  owners: [{ id: '41', email: 'rep@seller.io' }],
  companies: [
    { id: '100', properties: { name: 'Acme', domain: 'acme.com' } },
    { id: '101', properties: { name: 'Globex', domain: 'globex.com' } },
  ],
  contacts: [
    {
      id: '200',
      properties: {
        email: 'john@acme.com',
        firstname: 'John',
        lastname: 'Smith',
        hs_additional_emails: 'js@old.com',
      },
      associations: [{ type: 'companies', id: '100' }],
    },
    { id: '201', properties: { email: 'kim@one.com', firstname: 'Kim', lastname: 'Lee' } },
    { id: '202', properties: { email: 'kim@two.com', firstname: 'Kim', lastname: 'Lee' } },
    {
      id: '203',
      properties: { email: 'maria@globex.com', firstname: 'Maria', lastname: 'del Carmen Lopez' },
    },
  ],
  deals: [
    {
      id: '300',
      properties: { dealname: 'Rollout', pipeline: 'default', dealstage: 'presentationscheduled' },
      associations: [{ type: 'contacts', id: '200' }],
    },
  ],
});

let portals = 0;

/** An organisation with a portal of its own, so that tests share nothing but the process. */
export async function createOrganization(
  product: Product,
  change: (settings: Settings) => void = () => undefined,
  portal: Partial<PortalSeed> = {},
) {
  portals += 1;
  const org = `org_${portals}`;
  const portalId = String(portals);
  product.sandbox.addPortal({ ...seed(portalId), ...portal });
  await product.connect(org, portalId);
  const settings = structuredClone(DEFAULT_SETTINGS);
  change(settings);
  expect((await product.api('PUT', '/settings', { org, body: settings })).status).toBe(200);
  product.sandbox.resetCalls();
  const talk = async (participants: Participant[], given: Partial<Session> = {}) => {
    const session = shortSession({ id: 'ses_1', organization_id: org, participants, ...given });
    await product.deliver(completed(session));
    await product.idle();
    return look();
  };
  const look = async () => {
    const { body } = await product.api('GET', '/syncs/ses_1', { org });
    const linked = body.objects.filter(({ type }) => ['contact', 'company', 'deal'].includes(type));
    return {
      state: body.state,
      links: linked.map(({ type, id, rule }) => `${type} ${id} ${rule}`).sort(),
      evidence: linked.map(({ evidence = '', confidence = -1 }) => ({ evidence, confidence })),
      skips: body.skips.map(({ what, reason }) => `${what}: ${reason}`),
    };
  };
  const live = (type: string) => product.sandbox.records(portalId, type).filter(({ archived }) => !archived);
  const byApp = (type: string) => live(type).filter(({ createdBy }) => createdBy === 'app');
  const calls = () => {
    const all = product.sandbox.calls();
    expect(all.flatMap(({ violations }) => violations)).toEqual([]);
    return all;
  };
  const again = async () => {
    expect((await product.api('POST', '/syncs/ses_1/retry', { org })).status).toBe(202);
    await product.idle();
  };
  return { org, portalId, talk, again, look, live, byApp, calls };
}
