import fc from 'fast-check';
import { DEFAULT_SETTINGS } from '../../../shared/settings.ts';
import { HubSpotError } from '../../../server/hubspot/errors.ts';
import { plan } from '../../../server/sync/plan.ts';
import type { Plan, PlanInput } from '../../../server/sync/plan.types.ts';
import { ref, typeOf, type Ref } from '../../../server/sync/ref.ts';
import type { Part } from '../../../server/sync/switchedOff.ts';
import { arbitraryPortal } from '../../support/arbitraryPortal.ts';
import { arbitrarySession } from '../../support/arbitrarySession.ts';
import { HOST, PlannedPortal } from '../../support/plannedPortal.ts';
import { shortSession } from '../../support/shortSession.ts';

const FORBIDDEN = new HubSpotError({
  kind: 'final',
  effect: 'refused',
  code: 'hubspot_missing_scope',
  httpStatus: 403,
  message: 'm',
  action: 'a',
});
const NONE = new Map<never, never>();

/** As the reader leaves it: nothing at all is known of a part that is off. */
function without(parts: readonly Part[], { snapshot, ...input }: PlanInput): PlanInput {
  const off = new Map(parts.map((part) => [part, FORBIDDEN]));
  const { tickets } = snapshot;
  return {
    ...input,
    snapshot: {
      ...snapshot,
      off,
      ...(off.has('companies') ? { companyOfContact: NONE, companyByDomain: NONE, companies: NONE } : {}),
      ...(off.has('deals') ? { dealsOfContact: NONE, dealsOfCompany: NONE, deals: NONE, stages: NONE } : {}),
      ...(off.has('owners') ? { owners: NONE } : {}),
      ...(off.has('tasks') ? { tasks: NONE } : {}),
      ...(off.has('tickets')
        ? { tickets: { ...tickets, readable: false, byId: NONE, ofContact: NONE } }
        : {}),
    },
  };
}

/** Every record and type that a plan writes to, makes, hangs something on or takes it off. */
function touchedBy({ activities, records, events, companies, companyLinks }: Plan): Set<string> {
  const refs = [
    ...activities.flatMap((write): Ref[] =>
      write.action === 'create'
        ? write.links
        : write.action === 'update'
          ? [...write.addLinks, ...write.removeLinks]
          : [],
    ),
    ...records.map((update) => update.ref),
    ...events.map(({ record }) => record),
    ...companies.map((company) => company.ref),
    ...companyLinks.map(({ company }) => company),
  ];
  return new Set([...refs.map(typeOf), ...activities.map(({ type }) => type)]);
}

const IDS = ['ses_a', 'ses_b'];
const sessions = fc.subarray(IDS, { minLength: 1 }).chain((ids) => fc.tuple(...ids.map(arbitrarySession)));
const parts = fc.subarray<Part>(['companies', 'deals', 'owners', 'tasks', 'tickets'], { minLength: 1 });

it('writes nothing to what cannot be seen, keeps what hangs there, and converges once it can, for any portal', () => {
  let partial = 0;
  fc.assert(
    fc.property(
      arbitraryPortal,
      sessions,
      sessions,
      parts,
      fc.boolean(),
      (make, first, second, off, deleted) => {
        const at = make();
        for (const one of first) at.deliver(one);
        at.apply(plan(at.input()));
        for (const one of second) at.deliver({ ...one, version: 2 });
        if (deleted) at.delete(IDS[0] ?? '');
        const before = structuredClone([...at.sessions.values()]);
        const seen = plan(without(off, at.input()));
        const touched = touchedBy(seen);
        expect(off.filter((part) => part !== 'owners' && touched.has(part))).toEqual([]);
        for (const { sessionId, links, outcome, without: missing } of seen.sessions) {
          const hidden = before
            .flatMap((one) => (one.sessionId === sessionId ? one.links : []))
            .filter(({ type }) => type !== 'contacts' && off.includes(type))
            .map(({ type, id }) => ref(type, id));
          expect(links.map((link) => link.ref)).toEqual(expect.arrayContaining(hidden));
          if (outcome === 'write' && off.includes('deals')) expect(missing).toContain('deals');
          partial += missing.length;
        }
        at.apply(seen);
        at.apply(plan(at.input()));
        const { sessions: done, ...left } = plan(at.input());
        expect(
          Object.values(left).flatMap((list) => (Array.isArray(list) ? list : Object.values(list).flat())),
        ).toEqual([]);
        expect(done.flatMap((one) => one.without)).toEqual([]);
      },
    ),
    { seed: 20_261_125, numRuns: 200 },
  );
  expect(partial).toBeGreaterThan(100);
});

describe('one conversation', () => {
  const talk = (version = 1, more: object = {}) =>
    shortSession({
      id: 'ses_1',
      organization_id: 'org_1',
      version,
      host: { email: HOST },
      participants: [{ name: 'Kim', email: 'kim@firm.example' }],
      action_items: [{ id: 'act_1', title: 'Call', owner_email: 'other@seller.com' }],
      ...more,
    });
  const linksOf = ({ sessions: [one] }: Plan) => one?.links.map((link) => link.ref).sort();

  it('stays on the deal of its owner while the owners cannot be read, and none is guessed', () => {
    const at = new PlannedPortal();
    at.settings = { ...DEFAULT_SETTINGS, deals: { ...DEFAULT_SETTINGS.deals, strategy: 'owner_open' } };
    const contact = at.addContact('kim@firm.example');
    const own = at.addDeal(contact, { dealname: 'Own', dealstage: 'open', hubspot_owner_id: '41' });
    at.deliver(talk());
    expect(linksOf(plan(without(['owners'], at.input())))).not.toContain(`deals:${own}`);
    at.apply(plan(at.input()));
    const later = { hs_lastmodifieddate: '2027-01-01T00:00:00Z', hubspot_owner_id: '99' };
    at.addDeal(contact, { dealname: 'Later', dealstage: 'open', ...later });
    at.deliver(talk(2));
    const seen = plan(without(['owners'], at.input()));
    expect(linksOf(seen)).toContain(`deals:${own}`);
    expect(seen.sessions[0]?.without).toEqual(['owners']);
    // Who is unknown only because nobody may look is not called unknown.
    expect(seen.sessions[0]?.skips).toEqual([]);
  });

  it('with a company first: whom only the company decides on is left undecided, neither made nor taken off', () => {
    const at = new PlannedPortal();
    at.settings = {
      ...DEFAULT_SETTINGS,
      matching: {
        ...DEFAULT_SETTINGS.matching,
        primary: 'company_domain',
        noMatch: 'create',
        createCompany: false,
      },
    };
    at.deliver(talk());
    const fresh = plan(without(['companies'], at.input()));
    expect([fresh.contacts, fresh.companies, fresh.activities]).toEqual([[], [], []]);
    expect(fresh.sessions).toMatchObject([{ outcome: 'filtered', without: ['companies'] }]);

    at.apply(plan(at.input()));
    const before = linksOf(plan(at.input()));
    expect(before).toHaveLength(1);
    const known = plan(without(['companies'], at.input()));
    expect(linksOf(known)).toEqual(before);
    expect(known.activities).toEqual([]);
  });

  it('on a ticket stays there when the permission for tickets is withdrawn', () => {
    const at = new PlannedPortal();
    const ticket = at.addTicket(at.addContact('kim@firm.example'), { subject: 'S', hs_pipeline_stage: '1' });
    at.deliver(talk(1, { kind: 'support' }));
    at.apply(plan(at.input()));
    at.features = { ...at.features, tickets: false };
    const seen = plan(at.input());
    expect(linksOf(seen)).toContain(`tickets:${ticket}`);
    expect(touchedBy(seen)).not.toContain('tickets');
    expect(seen.sessions[0]?.without).toEqual([]);
  });
});
