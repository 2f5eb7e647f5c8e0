import { BUYERS, SELLER } from './cast.ts';
import type { SessionSample } from './sample.types.ts';
import { appointment, dayAfter, minutesBefore } from './time.ts';

/** A known contact with a company and an open deal, and a colleague HubSpot knows too. */
export const sales: SessionSample = (now, organizationId, suffix) => ({
  type: 'session.completed',
  timestamp: minutesBefore(now, 0),
  data: {
    session: {
      id: `ses_sales_${suffix}`,
      organization_id: organizationId,
      version: 1,
      kind: 'sales',
      channel: 'meeting',
      title: 'Acme: pricing and rollout plan',
      started_at: minutesBefore(now, 47),
      ended_at: minutesBefore(now, 2),
      duration_seconds: 2_700,
      time_zone: 'America/Chicago',
      host: { id: SELLER.dana.id, email: SELLER.dana.email, name: SELLER.dana.name },
      participants: [
        { ...BUYERS.john, internal: false, consent: true },
        { ...BUYERS.sarah, internal: false, consent: true },
        { name: SELLER.dana.name, email: SELLER.dana.email, internal: true, consent: true },
        { name: SELLER.priya.name, email: SELLER.priya.email, internal: true, consent: true },
      ],
      summary: {
        brief:
          'John and Sarah walked through the rollout for 120 agents. Budget of $40–60k is approved for this year; Sarah wants a quarterly payment plan and a signed data-processing agreement before the contract goes out.',
        body_markdown: [
          '## Where we stand',
          'Acme has finished the pilot with **18 agents** and wants to roll out to **120 agents** in two waves.',
          '',
          '## What was agreed',
          '- Wave 1 (60 agents) starts in the first week of January, wave 2 four weeks later.',
          '- Pricing follows the *Professional* plan; Sarah asked for **quarterly invoicing**.',
          '- Priya will review the single sign-on set-up with Acme IT.',
          '',
          '## What is open',
          '1. Legal needs our data-processing agreement.',
          '2. Gong has sent a competing offer; John prefers us because of the live coaching.',
          '',
          '> "If legal signs off, send me the contract and I will get it approved the same week." (Sarah Chen)',
        ].join('\n'),
        key_points: [
          'Pilot results convinced operations: handling time fell by 11 %.',
          'Budget of $40–60k is confirmed by the CFO.',
          'Quarterly invoicing is a condition, not a wish.',
        ],
        next_steps: [
          'Send the contract with quarterly invoicing',
          'Technical call with Acme IT about single sign-on',
        ],
        sentiment: 'positive',
        sentiment_score: 0.72,
      },
      action_items: [
        {
          id: `act_contract_${suffix}`,
          title: 'Send contract with quarterly invoicing',
          description: 'Professional plan, 120 agents in two waves, start in the first week of January.',
          priority: 'high',
          due_date: dayAfter(now, 2),
          owner_email: SELLER.dana.email,
        },
        {
          id: `act_dpa_${suffix}`,
          title: 'Share the data-processing agreement with Acme legal',
          priority: 'medium',
          due_date: dayAfter(now, 1),
          owner_email: SELLER.dana.email,
        },
        {
          id: `act_sso_${suffix}`,
          title: 'Schedule the single sign-on review with Acme IT',
          description: 'John will name the contact in IT.',
          priority: 'low',
          due_date: dayAfter(now, 6),
          owner_email: SELLER.priya.email,
        },
      ],
      insights: {
        competitors: [
          {
            name: 'Gong',
            at_seconds: 1_323,
            quote: 'Gong sent us an offer on Friday, but it only helps after the call.',
          },
        ],
        objections: [
          {
            text: 'Paying a full year in advance does not fit our cash planning.',
            at_seconds: 615,
            resolved: true,
          },
          {
            text: 'Legal will not move without a data-processing agreement.',
            at_seconds: 1_902,
            resolved: false,
          },
        ],
        budget: { min: 40_000, max: 60_000, currency: 'USD', confirmed: true },
        key_insights: [
          'The CFO is in favour once invoicing is quarterly.',
          'Live coaching is the reason to choose us over Gong.',
          'Two waves lower the risk for operations.',
        ],
        feature_requests: [
          { title: 'Team leaderboard by site', detail: 'John wants to compare Chicago with Austin.' },
        ],
        qualification: { budget: true, authority: true, need: true, timeline: 'Q1', fit_score: 88 },
        talk_ratio: 0.41,
      },
      recommended_deal_update: {
        stage: 'contractsent',
        pipeline: 'default',
        reason: 'The CFO asked for the contract.',
        quote: 'Send me the contract and I will get it approved the same week.',
        confidence: 0.86,
      },
      next_meeting: {
        title: 'Acme: contract review',
        starts_at: appointment(now, 7, 15),
        ends_at: appointment(now, 7, 15, 30),
        location: 'Video call',
      },
      recording: { url: 'https://app.liveprompt.ai/recordings/sales-acme', duration_seconds: 2_700 },
    },
  },
});
