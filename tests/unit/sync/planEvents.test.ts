import { APP_EVENTS } from '../../../shared/appEvents.ts';
import type { Session } from '../../../shared/session.ts';
import { pastOf } from '../../../server/sync/planRecords.ts';
import { eventId, planEvents } from '../../../server/sync/planEvents.ts';
import type { AppEvent } from '../../../server/sync/plan.types.ts';
import type { Ref } from '../../../server/sync/ref.ts';
import { sales } from '../../sandbox/samples/sales.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const STAGES = new Map([
  ['s1', { id: 's1', pipeline: 'p1', label: 'Proposal sent', closed: false, order: 0 }],
]);

const conversation = (change: Partial<Session> = {}): Session => ({
  ...sales(NOW, 'org_1', 'a').data.session,
  ...change,
});

function events(session: Session, ref: Ref = 'contacts:501', deal: Record<string, string> = {}): AppEvent[] {
  const record = { id: '900', properties: deal, archived: false };
  return planEvents({ ref, linked: [session], sessionIds: [session.id] }, [pastOf(session)], () => false, {
    features: {
      activityKeyMode: 'marker',
      appEvents: true,
      tickets: true,
      coaching: { state: 'unknown' },
      companyProperties: true,
      withheld: new Set(),
      appUrl: 'https://app.liveprompt.ai',
      currency: null,
    },
    snapshot: { deals: new Map([['900', record as never]]), stages: STAGES },
  });
}
const named = (list: AppEvent[], name: string) => list.filter(({ eventTypeName }) => eventTypeName === name);

describe('app events of a conversation', () => {
  it('use only declared types and properties, on the object of the type', () => {
    for (const ref of ['contacts:501', 'companies:700', 'deals:900'] as const) {
      for (const event of events(conversation(), ref, { amount: '75000', dealstage: 's1' })) {
        const type = APP_EVENTS.find(({ uid }) => uid === event.eventTypeName);
        expect(ref.startsWith(`${type?.object ?? 'none'}:`)).toBe(true);
        expect(
          Object.keys(event.properties).filter((name) => !type?.properties.includes(name as never)),
        ).toEqual([]);
      }
    }
  });

  it('carry no sentence of the conversation', () => {
    const text = JSON.stringify(events(conversation()).map(({ properties }) => properties));
    const { summary, insights } = conversation();
    for (const prose of [summary.brief, insights?.objections?.[0]?.text, insights?.competitors?.[0]?.quote])
      expect(text).not.toContain(prose);
  });

  it('know the deal by amount and by the label of its stage', () => {
    const deal = { amount: '75000.50', dealstage: 's1', pipeline: 'p1' };
    const [event] = named(events(conversation(), 'deals:900', deal), 'conversation_completed_deal');
    expect(event?.properties).toMatchObject({
      deal_amount: '75000.5',
      deal_stage: 'Proposal sent',
      deal_stage_id: 's1',
      deal_pipeline_id: 'p1',
    });
  });

  it('leave out what is not known instead of inventing it', () => {
    const [event] = named(
      events(conversation({ insights: {} }), 'deals:900', { amount: 'soon' }),
      'conversation_completed_deal',
    );
    expect(event?.properties).not.toHaveProperty('deal_amount');
    expect(event?.properties).not.toHaveProperty('fit_score');
    expect(event?.properties).toMatchObject({ objections: '0' });
  });

  it('tell each competitor once, by name and not by place, without its markup', () => {
    const competitors = [
      { name: 'Gong', at_seconds: 130 },
      { name: ' GONG ', at_seconds: 61 },
      { name: '**Chorus** [x](y)' },
      { name: '…' },
    ];
    const found = named(events(conversation({ insights: { competitors } })), 'competitor_mentioned_contact');
    expect(
      found.map(({ n, properties }) => [n, properties['competitor'], properties['competitor_minute']]),
    ).toEqual([
      ['gong', 'Gong', '1'],
      ['chorus-x-y', 'Chorus x y', undefined],
    ]);
  });

  it('say that someone is qualified only when budget, authority and need are all confirmed', () => {
    const qualified = (authority: boolean) =>
      named(
        events(conversation({ insights: { qualification: { budget: true, authority, need: true } } })),
        'qualified_contact',
      ).length;
    expect([qualified(true), qualified(false)]).toEqual([1, 0]);
  });

  it.each([
    ['none', 0],
    ['low', 1],
    ['high', 1],
  ] as const)('flag a renewal risk of level %s %d times', (level, times) => {
    const found = events(conversation({ insights: { renewal_risk: { level } } }), 'companies:700');
    expect(named(found, 'renewal_risk_flagged_company')).toHaveLength(times);
  });

  it('have ids that tell sessions, types, records and repetitions apart', () => {
    expect(eventId('s', 't', '1')).toBe('s:t:1');
    expect(eventId('s', 't', '1', 'gong')).toBe('s:t:1:gong');
  });
});
