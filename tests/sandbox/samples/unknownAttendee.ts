import { BUYERS, SELLER } from './cast.ts';
import type { SessionSample } from './sample.types.ts';
import { dayAfter, minutesBefore } from './time.ts';

/** A phone call with somebody HubSpot has never heard of, at a domain it does not know either. */
export const unknownAttendee: SessionSample = (now, organizationId, suffix) => ({
  type: 'session.completed',
  timestamp: minutesBefore(now, 0),
  data: {
    session: {
      id: `ses_unknown_${suffix}`,
      organization_id: organizationId,
      version: 1,
      kind: 'sales',
      channel: 'call',
      title: 'Inbound call: Quayside Logistics',
      started_at: minutesBefore(now, 15),
      ended_at: minutesBefore(now, 3),
      duration_seconds: 720,
      time_zone: 'America/Los_Angeles',
      host: { id: SELLER.dana.id, email: SELLER.dana.email, name: SELLER.dana.name },
      participants: [
        { ...BUYERS.olivia, internal: false, consent: true },
        { name: SELLER.dana.name, email: SELLER.dana.email, internal: true, consent: true },
        // On the line without a word of consent: must not be matched nor created.
        { name: 'Ben (dispatch)', email: 'ben@quayside-logistics.com', internal: false, consent: false },
      ],
      summary: {
        brief:
          'Olivia runs a freight start-up with six dispatchers and heard about us from a customer. She wants to try live coaching for her team and asked for a short price list.',
        body_markdown: [
          'Olivia called after a recommendation by **John Smith (Acme)**.',
          '',
          '- six dispatchers, growing to ten by summer',
          '- uses HubSpot Starter',
          '- wants to *start small* and pay by card',
        ].join('\n'),
        key_points: ['Referral from Acme', 'Six dispatchers, HubSpot Starter'],
        next_steps: ['Send the price list', 'Invite to the group demo on Thursday'],
        sentiment: 'positive',
        sentiment_score: 0.55,
      },
      action_items: [
        {
          id: `act_prices_${suffix}`,
          title: 'Send the price list for small teams',
          priority: 'medium',
          due_date: dayAfter(now, 1),
          owner_email: SELLER.dana.email,
        },
      ],
      insights: {
        key_insights: ['A referral by a current customer.', 'Small team, quick decision.'],
        budget: { max: 3_000, currency: 'USD', confirmed: false },
        qualification: { budget: false, authority: true, need: true, timeline: 'this month', fit_score: 54 },
        campaign: { source: 'referral', name: 'Acme' },
        talk_ratio: 0.48,
      },
    },
  },
});
