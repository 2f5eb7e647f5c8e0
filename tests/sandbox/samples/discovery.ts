import { BUYERS, SELLER } from './cast.ts';
import type { SessionSample } from './sample.types.ts';
import { appointment, dayAfter, minutesBefore } from './time.ts';

/** A known contact whose company HubSpot knows too, though nobody has linked the two: only the domain says so. */
export const discovery: SessionSample = (now, organizationId, suffix) => ({
  type: 'session.completed',
  timestamp: minutesBefore(now, 0),
  data: {
    session: {
      id: `ses_discovery_${suffix}`,
      organization_id: organizationId,
      version: 1,
      kind: 'discovery',
      channel: 'meeting',
      title: 'Novatech: first conversation',
      started_at: minutesBefore(now, 36),
      ended_at: minutesBefore(now, 3),
      duration_seconds: 1_980,
      time_zone: 'Europe/Berlin',
      host: { id: SELLER.dana.id, email: SELLER.dana.email, name: SELLER.dana.name },
      participants: [
        { ...BUYERS.lena, internal: false, consent: true },
        { name: SELLER.dana.name, email: SELLER.dana.email, internal: true, consent: true },
      ],
      summary: {
        brief:
          'Lena coordinates 45 sellers in three countries and loses about a day a week to writing up calls. She wants a demo with her own HubSpot data; the decision lies with the head of sales.',
        body_markdown: [
          '## Situation',
          'Novatech sells industrial sensors in Germany, Austria and Poland. Notes reach HubSpot late or never.',
          '',
          '## Pain',
          '- **One day per week and seller** goes into writing up calls',
          '- Forecasts are wrong because next steps are missing',
          '',
          '## Process',
          'Lena prepares the decision, *Jakob Stein* (head of sales) takes it. Works council has to agree to recording.',
        ].join('\n'),
        key_points: [
          '45 sellers in three countries',
          'Works council must agree to recording',
          'Decision in the first quarter',
        ],
        next_steps: ['Demo with Novatech data', 'Send the works-council information pack'],
        sentiment: 'neutral',
        sentiment_score: 0.2,
      },
      action_items: [
        {
          id: `act_demo_${suffix}`,
          title: 'Prepare the demo with Novatech data',
          description: 'Three example calls in German, one in Polish.',
          priority: 'medium',
          due_date: dayAfter(now, 5),
          owner_email: SELLER.priya.email,
        },
        {
          id: `act_pack_${suffix}`,
          title: 'Send the works-council information pack',
          priority: 'high',
          due_date: dayAfter(now, 1),
          owner_email: SELLER.dana.email,
        },
      ],
      insights: {
        competitors: [
          {
            name: 'Salesloft',
            at_seconds: 842,
            quote: 'We looked at Salesloft last year, it was too heavy for us.',
          },
        ],
        objections: [
          { text: 'The works council may refuse any recording.', at_seconds: 1_210, resolved: false },
        ],
        budget: { min: 20_000, max: 35_000, currency: 'EUR', confirmed: false },
        key_insights: [
          'The pain is measured: a day per week and seller.',
          'Recording is the sensitive point.',
        ],
        feature_requests: [{ title: 'Polish coaching prompts' }],
        qualification: { budget: true, authority: false, need: true, timeline: 'Q1', fit_score: 71 },
        handoff_notes:
          'Jakob Stein decides, Lena prepares it. Show the Polish example first, and bring the works-council pack to the demo.',
        campaign: { source: 'webinar', medium: 'email', name: 'Autumn sales-ops series' },
        talk_ratio: 0.33,
      },
      coach_notes: 'Good questions about what the calls cost today. Next time ask earlier who decides.',
      next_meeting: {
        title: 'Novatech: demo with own data',
        starts_at: appointment(now, 8, 9),
        ends_at: appointment(now, 8, 10),
        location: 'Video call',
      },
    },
  },
});
