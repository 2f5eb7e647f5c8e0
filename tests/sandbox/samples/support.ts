import { BUYERS, SELLER } from './cast.ts';
import type { SessionSample } from './sample.types.ts';
import { dayAfter, minutesBefore } from './time.ts';

/** A known contact of a customer, angry about an import that fails; nothing to sell. */
export const support: SessionSample = (now, organizationId, suffix) => ({
  type: 'session.completed',
  timestamp: minutesBefore(now, 0),
  data: {
    session: {
      id: `ses_support_${suffix}`,
      organization_id: organizationId,
      version: 1,
      kind: 'support',
      channel: 'call',
      title: 'Globex: nightly import fails',
      started_at: minutesBefore(now, 26),
      ended_at: minutesBefore(now, 4),
      duration_seconds: 1_320,
      time_zone: 'Europe/London',
      host: { id: SELLER.miguel.id, email: SELLER.miguel.email, name: SELLER.miguel.name },
      participants: [
        { ...BUYERS.anika, internal: false, consent: true },
        { name: SELLER.miguel.name, email: SELLER.miguel.email, internal: true, consent: true },
      ],
      summary: {
        brief:
          'The nightly import has failed three times since the last release. Anika needs it before the month closes and asked for a written incident report; a workaround is in place.',
        body_markdown: [
          '### Issue',
          'The nightly import of call recordings stops after about **2,000 rows** with a time-out.',
          '',
          '### What we did',
          '1. Reproduced the failure together on the staging account.',
          '2. Split the import into four files as a workaround; the first one went through.',
          '',
          '### What she expects',
          '- a fix before the month closes',
          '- an incident report she can show her director',
        ].join('\n'),
        key_points: [
          'Import stops after about 2,000 rows',
          'Workaround: four smaller files',
          'Incident report promised',
        ],
        next_steps: ['Confirm the fix date with engineering', 'Send the incident report'],
        sentiment: 'negative',
        sentiment_score: -0.35,
      },
      action_items: [
        {
          id: `act_fix_${suffix}`,
          title: 'Confirm the release date of the import fix',
          priority: 'high',
          due_date: dayAfter(now, 1),
          owner_email: SELLER.miguel.email,
        },
        {
          id: `act_report_${suffix}`,
          title: 'Send the incident report to Anika Patel',
          description: 'One page: cause, time line, what changes so that it does not come back.',
          priority: 'medium',
          due_date: dayAfter(now, 3),
          owner_email: SELLER.miguel.email,
        },
      ],
      insights: {
        issues: [
          { title: 'Nightly import times out after 2,000 rows', status: 'open' },
          { title: 'Error mail went to a former colleague', status: 'resolved' },
        ],
        key_insights: [
          'Third failure in two weeks: trust is suffering.',
          'Month-end closing is the hard deadline.',
        ],
        satisfaction: {
          score: 4,
          signals: ['"This is the third time."', 'Thanked us for staying on the line'],
        },
        renewal_risk: { level: 'medium', reasons: ['Repeated failures', 'Renewal is due in 90 days'] },
        handoff_notes: 'Engineering has the logs of the failed runs. Anika prefers e-mail before noon.',
        talk_ratio: 0.36,
      },
    },
  },
});
