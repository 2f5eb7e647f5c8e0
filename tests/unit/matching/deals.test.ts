import fc from 'fast-check';
import type { DealStage } from '../../../server/hubspot/directory.ts';
import type { CrmRecord } from '../../../server/hubspot/objects.ts';
import { chooseDeal, type DealCandidates } from '../../../server/matching/deals.ts';
import type { Settings } from '../../../shared/settings.ts';

type Strategy = Settings['deals']['strategy'];

const STRATEGIES: readonly Strategy[] = ['contact_open', 'company_open', 'owner_open', 'most_recent'];
const stage = (id: string, closed: boolean): [string, DealStage] => [
  id,
  { id, pipeline: 'default', label: id, closed } as DealStage,
];
const STAGES = new Map([stage('open', false), stage('won', true)]);

const deal = (id: string, properties: Record<string, string> = {}): CrmRecord => ({
  id,
  archived: false,
  properties: {
    dealname: `Deal ${id}`,
    dealstage: 'open',
    hs_lastmodifieddate: '2026-01-01T00:00:00Z',
    ...properties,
  },
});
const NONE: DealCandidates = { ofContacts: [], ofCompanies: [], ofDomains: [] };
const choose = (
  candidates: Partial<DealCandidates>,
  strategy: Strategy = 'contact_open',
  linkByDomain = true,
  owner?: string,
  former?: Parameters<typeof chooseDeal>[4],
) => chooseDeal({ ...NONE, ...candidates }, STAGES, { strategy, linkByDomain }, owner, former);
const idOf = (choice: ReturnType<typeof choose>) => choice.deal?.id ?? null;
const reasons = (choice: ReturnType<typeof choose>) => choice.skips.map(({ reason }) => reason.split(':')[0]);

describe('the deal of a conversation', () => {
  it('contact_open: the open deal of the contact, before any of the company', () => {
    const choice = choose({
      ofContacts: [deal('1')],
      ofCompanies: [deal('2', { hs_lastmodifieddate: '2026-06-01T00:00:00Z' })],
    });
    expect(choice).toMatchObject({ rule: 'contact_open', confidence: 0.9, skips: [] });
    expect(idOf(choice)).toBe('1');
  });

  it('the company’s, also by domain, only where the contact has none open, and only if the settings say so', () => {
    const byDomain = { ofContacts: [deal('1', { dealstage: 'won' })], ofDomains: [deal('2')] };
    expect(idOf(choose(byDomain))).toBe('2');
    expect(reasons(choose(byDomain, 'contact_open', false))).toEqual(['no_open_deal']);
  });

  it('company_open: the company’s first, the contact’s where it has none', () => {
    expect(idOf(choose({ ofContacts: [deal('1')], ofCompanies: [deal('2')] }, 'company_open'))).toBe('2');
    expect(idOf(choose({ ofContacts: [deal('1')] }, 'company_open'))).toBe('1');
    expect(idOf(choose({ ofContacts: [deal('1')], ofDomains: [deal('2')] }, 'company_open', false))).toBe(
      '1',
    );
  });

  it('owner_open: the one the host owns, else any, less surely', () => {
    const two = {
      ofContacts: [
        deal('1', { hubspot_owner_id: '41' }),
        deal('2', { hs_lastmodifieddate: '2026-06-01T00:00:00Z' }),
      ],
    };
    const owned = choose(two, 'owner_open', true, '41');
    const other = choose(two, 'owner_open', true, '99');
    expect([idOf(owned), idOf(other)]).toEqual(['1', '2']);
    expect(owned.deal && other.deal && owned.confidence > other.confidence).toBe(true);
  });

  it('equal ones: the most recently changed, and the tie is recorded, except where the latest was asked for', () => {
    const two = { ofContacts: [deal('1'), deal('2', { hs_lastmodifieddate: '2026-06-01T00:00:00Z' })] };
    const tie = choose(two);
    expect(idOf(tie)).toBe('2');
    expect(tie.deal && tie.evidence).toContain('most recently changed open deal of the contact, of 2');
    expect(tie.skips).toEqual([
      { what: 'deal', reason: expect.stringMatching(/^deal_tie: "Deal 2", "Deal 1" fit equally/) },
    ]);
    const latest = choose(two, 'most_recent');
    expect([idOf(latest), latest.skips]).toEqual(['2', []]);
  });

  it('stays with the deal it was linked to when that one was closed since', () => {
    const former = { id: '1', rule: 'contact_open', evidence: 'it was open', confidence: 0.9 };
    const candidates = { ofContacts: [deal('1', { dealstage: 'won' }), deal('2')] };
    expect(choose(candidates, 'contact_open', true, undefined, former)).toMatchObject({
      deal: { id: '1' },
      evidence: 'it was open',
    });
    expect(idOf(choose({ ofContacts: [deal('2')] }, 'contact_open', true, undefined, former))).toBe('2');
  });
});

describe('for any deals and any strategy', () => {
  const some = fc.uniqueArray(
    fc.record({
      id: fc.nat({ max: 20 }).map(String),
      dealstage: fc.constantFrom('open', 'won', 'unheard-of'),
      owner: fc.constantFrom('41', '42'),
      changed: fc.constantFrom('2026-01-01T00:00:00Z', '2026-06-01T00:00:00Z', ''),
      archived: fc.boolean(),
    }),
    { selector: ({ id }) => id, maxLength: 6 },
  );
  const deals = some.map((list) =>
    list.map(({ id, dealstage, owner, changed, archived }) => ({
      ...deal(id, { dealstage, hubspot_owner_id: owner, hs_lastmodifieddate: changed }),
      archived,
    })),
  );
  const scenario = fc.record({
    ofContacts: deals,
    ofCompanies: deals,
    ofDomains: deals,
    strategy: fc.constantFrom(...STRATEGIES),
    linkByDomain: fc.boolean(),
  });
  const RUNS = { seed: 20_261_125, numRuns: 500 };

  it('never takes a closed or archived one, explains every choice, and does not depend on order', () => {
    let chosen = 0;
    fc.assert(
      fc.property(scenario, ({ strategy, linkByDomain, ...candidates }) => {
        const choice = choose(candidates, strategy, linkByDomain, '41');
        const reversed = {
          ofContacts: [...candidates.ofContacts].reverse(),
          ofCompanies: [...candidates.ofCompanies].reverse(),
          ofDomains: [...candidates.ofDomains].reverse(),
        };
        expect(idOf(choose(reversed, strategy, linkByDomain, '41'))).toBe(idOf(choice));
        if (!choice.deal) {
          expect(reasons(choice)).toEqual(['no_open_deal']);
          return;
        }
        chosen += 1;
        expect(choice.deal.archived).toBe(false);
        expect(choice.deal.properties['dealstage']).not.toBe('won');
        expect(choice.evidence).not.toBe('');
        expect(choice.confidence).toBeGreaterThan(0);
        expect(choice.confidence).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
    expect(chosen).toBeGreaterThan(200);
  });

  it('chosen once, it is chosen again', () => {
    fc.assert(
      fc.property(scenario, ({ strategy, linkByDomain, ...candidates }) => {
        const choice = choose(candidates, strategy, linkByDomain, '41');
        if (!choice.deal) return;
        const { rule, evidence, confidence } = choice;
        const former = { id: choice.deal.id, rule, evidence, confidence };
        expect(idOf(choose(candidates, strategy, linkByDomain, '41', former))).toBe(choice.deal.id);
      }),
      RUNS,
    );
  });
});
