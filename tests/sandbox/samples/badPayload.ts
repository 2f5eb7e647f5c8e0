import type { Sample } from './sample.types.ts';
import { minutesBefore } from './time.ts';

/** Correctly signed, wrong inside: the door must answer 422 and name every problem below. */
export const badPayload: Sample = (now, organizationId, suffix) => ({
  type: 'session.completed',
  timestamp: minutesBefore(now, 0),
  data: {
    session: {
      id: `ses_bad_${suffix}`,
      organization_id: organizationId,
      version: 'three',
      kind: 'interview',
      started_at: 'yesterday afternoon',
      duration_seconds: -90,
      participants: [{ name: 'John Smith', email: 'john.smith@acme.com' }],
      summary: { key_points: ['No brief was sent'], sentiment_score: 7 },
      action_items: [{ id: `act_1_${suffix}`, title: '', priority: 'urgent' }],
    },
  },
});

/** Where the problems of `badPayload` lie, as paths below `data`. */
export const BAD_PATHS: readonly string[] = [
  'session.version',
  'session.kind',
  'session.started_at',
  'session.duration_seconds',
  'session.ended_at',
  'session.summary.brief',
  'session.summary.sentiment_score',
  'session.action_items.0.title',
  'session.action_items.0.priority',
];
