import fc from 'fast-check';
import { companiesTold } from '../../../server/sync/companiesTold.ts';
import { plan } from '../../../server/sync/plan.ts';
import { historyAfter } from '../../../server/sync/planRecords.ts';
import { looksAt } from '../../../server/sync/planSaid.ts';
import type { Account } from '../../../server/sync/snapshot.types.ts';
import { finishedSession, type Session } from '../../../shared/session.ts';
import { PlannedPortal } from '../../support/plannedPortal.ts';

const EMAIL = 'kim@acme.com';
const IDS = ['ses_a', 'ses_b', 'ses_c', 'ses_d'];
const RUNS = { seed: 20_261_125, numRuns: 150 };
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Few values, so that two conversations often say the same. */
const insights = fc.record({
  satisfaction: maybe(fc.record({ score: fc.constantFrom(3, 8) })),
  renewal_risk: maybe(
    fc.record({
      level: fc.constantFrom('none' as const, 'low' as const, 'high' as const),
      reasons: maybe(fc.subarray(['Price', 'Bugs'])),
    }),
  ),
  qualification: maybe(fc.record({ budget: maybe(fc.boolean()), fit_score: maybe(fc.constantFrom(20, 90)) })),
  campaign: maybe(
    fc.record({ source: maybe(fc.constantFrom('fair', 'web')), medium: maybe(fc.constant('mail')) }),
  ),
  feature_requests: maybe(fc.array(fc.record({ title: fc.constantFrom('Export', 'SSO') }), { maxLength: 2 })),
});

type Act = { id: number; said: Session['insights'] } | { id: number; said: 'deleted' };
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    id: fc.nat(IDS.length - 1),
    said: fc.oneof(insights, insights, fc.constant('deleted' as const)),
  }),
  { maxLength: 8 },
);

/** The day is the place in `IDS`, whenever it is told. */
function session(id: number, said: Session['insights'], version: number): Session {
  const at = (hour: string) => `2026-11-0${id + 1}T${hour}:00:00.000Z`;
  return finishedSession.parse({
    id: IDS[id],
    organization_id: 'org_1',
    version,
    started_at: at('09'),
    ended_at: at('10'),
    participants: [{ email: EMAIL }],
    summary: { brief: 'We talked.' },
    insights: said,
  });
}

function start() {
  const at = new PlannedPortal();
  const contact = at.addContact(EMAIL);
  at.companyByDomain.set('acme.com', '77');
  at.companyOfContact.set(contact, '77');
  const deal = at.addDeal(contact, { pipeline: 'default', dealstage: 'open' });
  const show = () => ({
    contact: at.contacts.get(contact)?.properties ?? {},
    company: at.companies.get('77')?.properties ?? {},
    deal: at.deals.get(deal)?.properties ?? {},
  });
  /** One conversation a turn. @returns the plan that was done. */
  const turn = (act: Act, version: number) => {
    if (act.said === 'deleted') at.delete(IDS[act.id] ?? '');
    else at.deliver(session(act.id, act.said, version));
    const input = at.input();
    const own = input.sessions.filter(({ sessionId }) => sessionId === IDS[act.id]);
    const done = plan({ ...input, sessions: own });
    at.apply(done);
    return done;
  };
  return { at, contact, show, turn };
}

/** What the properties must say when these conversations are all there is. */
function expected(acted: readonly Act[]) {
  const last = new Map(acted.map((act) => [act.id, act.said]));
  const oldestFirst = [...last]
    .sort(([left], [right]) => left - right)
    .flatMap(([, said]) => (said && said !== 'deleted' ? [said] : []));
  const newest = <T>(read: (said: NonNullable<Session['insights']>) => T | undefined) =>
    oldestFirst.map(read).findLast((one) => one !== undefined);
  const risk = newest((said) => said.renewal_risk);
  const campaign = oldestFirst.map((said) => said.campaign).find((one) => one?.source ?? one?.medium);
  const text = (value: string | number | undefined) => String(value ?? '');
  const budget = newest((said) => said.qualification?.budget);
  const counts = ['Export', 'SSO'].map((title) => [
    title,
    oldestFirst.filter((said) => said.feature_requests?.some((one) => one.title === title)).length,
  ]);
  return {
    satisfaction: text(newest((said) => said.satisfaction?.score)),
    risk: [text(risk?.level), risk?.reasons?.join('\n') ?? ''],
    fit: text(newest((said) => said.qualification?.fit_score)),
    budget: budget === undefined ? '' : budget ? 'yes' : 'no',
    campaign: [campaign?.source ?? '', campaign?.medium ?? ''],
    requests: counts
      .flatMap(([title, count]) =>
        count === 0 ? [] : [count === 1 ? title : `${title} (${count} conversations)`],
      )
      .sort(),
  };
}

function told({ contact, company, deal }: ReturnType<ReturnType<typeof start>['show']>) {
  const of = (from: typeof contact, name: string) => from[`liveprompt_${name}`] ?? '';
  const risk = (from: typeof contact) => [of(from, 'renewal_risk'), of(from, 'renewal_risk_reasons')];
  expect(of(company, 'satisfaction')).toBe(of(contact, 'satisfaction'));
  expect([risk(company), risk(deal)]).toEqual([risk(contact), risk(contact)]);
  return {
    satisfaction: of(contact, 'satisfaction'),
    risk: risk(contact),
    fit: of(contact, 'fit_score'),
    budget: of(contact, 'qualified_budget'),
    campaign: [of(contact, 'campaign_source'), of(contact, 'campaign_medium')],
    requests: of(company, 'feature_requests').split('\n').filter(Boolean).sort(),
  };
}

describe('what conversations say of a customer', () => {
  it('is told by the newest that says it, the campaign by the first, in whatever order they come and go', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const { show, turn } = start();
        list.forEach((act, index) => {
          turn(act, index + 1);
          expect(told(show())).toEqual(expected(list.slice(0, index + 1)));
        });
        // Once more, and nothing is left to write.
        const last = list.at(-1);
        if (last) expect(turn(last, list.length).records).toEqual([]);
      }),
      RUNS,
    );
  });

  it('never writes over what a person changed or cleared', () => {
    const names = ['satisfaction', 'renewal_risk', 'renewal_risk_reasons', 'fit_score', 'campaign_source'];
    fc.assert(
      fc.property(
        acts,
        acts,
        fc.constantFrom(...names),
        fc.constantFrom('', '5'),
        (before, after, name, mine) => {
          const { at, contact, show, turn } = start();
          before.forEach((act, index) => turn(act, index + 1));
          const property = `liveprompt_${name}`;
          const written = show().contact[property] ?? '';
          if (written === '' || written === mine) return;
          at.edit(`contacts:${contact}`, { [property]: mine });
          after.forEach((act, index) => turn(act, 100 + index));
          expect(show().contact[property]).toBe(mine);
        },
      ),
      RUNS,
    );
  });

  it('asks to look at a company only where something would change, and writes nothing unseen', () => {
    const { at, turn } = start();
    const said = { satisfaction: { score: 3 } };
    turn({ id: 0, said }, 1);
    const unseen = (more: Session['insights']) => {
      at.deliver(session(1, more, 1));
      const input = at.input();
      const accounts = new Map([...input.snapshot.accounts].map(([id, { asking }]) => [id, { asking }]));
      return plan({ ...input, snapshot: { ...input.snapshot, accounts } });
    };
    expect(unseen(said).looks).toEqual([]);
    const other = unseen({ satisfaction: { score: 8 } });
    expect(other.looks).toEqual(['companies:77']);
    expect(other.records.map(({ ref }) => ref)).not.toContain('companies:77');
  });

  it('knows before the plan which companies it will want to see', () => {
    fc.assert(
      fc.property(acts, fc.array(fc.nat(IDS.length - 1), { maxLength: 2 }), (list, together) => {
        const { at, turn } = start();
        list.forEach((act, index) => {
          turn(act, index + 1);
          const { sessions, settings, features, snapshot } = at.input();
          const accounts = new Map(
            [...snapshot.accounts].map(([id, { asking }]): [string, Account] => [id, { asking }]),
          );
          const ids = new Set([...together, list[index + 1]?.id].map((id) => IDS[id ?? -1]));
          const next = list[index + 1];
          const own = sessions
            .filter(({ sessionId }) => ids.has(sessionId))
            .map((one) =>
              next && one.sessionId === IDS[next.id]
                ? { ...one, session: next.said === 'deleted' ? null : session(next.id, next.said, 99) }
                : one,
            );
          const told = companiesTold(own, () => ['77'], new Map());
          const input = { settings, features, snapshot: { ...snapshot, accounts } };
          const expectedLooks = [...told.values()]
            .filter((touched) => looksAt(touched, historyAfter(touched, snapshot), input))
            .map((touched) => touched.ref);
          expect(plan({ ...input, sessions: own }).looks).toEqual(expectedLooks);
        });
      }),
      RUNS,
    );
  });

  it('leaves a property to a mapping that fills it, and what the portal lacks to its row', () => {
    const { at, show, turn } = start();
    at.features = { ...at.features, withheld: new Set(['contacts.liveprompt_fit_score']) };
    const mapping = {
      from: 'summary.brief',
      object: 'contact',
      property: 'liveprompt_satisfaction',
      mode: 'propose',
    } as const;
    at.settings = { ...at.settings, mapping: { ...at.settings.mapping, custom: [mapping] } };
    const done = turn({ id: 0, said: { satisfaction: { score: 3 }, qualification: { fit_score: 9 } } }, 1);
    expect(show().contact).not.toHaveProperty('liveprompt_satisfaction');
    expect(show().contact).not.toHaveProperty('liveprompt_fit_score');
    expect(show().company).toMatchObject({ liveprompt_satisfaction: '3' });
    expect(done.sessions[0]?.missing).toEqual(['contacts.liveprompt_fit_score']);
  });

  it('where somebody came from is only written where nothing stands', () => {
    const { at, contact, show, turn } = start();
    at.edit(`contacts:${contact}`, { liveprompt_campaign_source: 'trade fair' });
    const done = turn({ id: 0, said: { campaign: { source: 'web', medium: 'mail' } } }, 1);
    expect(show().contact).toMatchObject({ liveprompt_campaign_source: 'trade fair' });
    expect(show().contact).not.toHaveProperty('liveprompt_campaign_medium');
    expect(done.sessions[0]?.skips).toContainEqual({
      what: 'contact Campaign',
      reason: expect.stringMatching(/^not_empty/),
    });
  });
});
