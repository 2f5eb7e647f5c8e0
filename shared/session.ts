import { z } from 'zod';
import { timeZone } from './timeZone.ts';

/**
 * What liveprompt sends (contract §2). Objects strip keys that are not listed: only essential data is
 * stored. Caps bound what one webhook can cost; they are far above what a conversation holds.
 */
const text = (max: number) => z.string().max(max);
/** Half a surrogate pair has no UTF-8: the database would store two such ids as one. */
const id = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Surrogate}*$/u, 'is not valid Unicode');
/** `offset: true` because a client may send `+01:00`; everything is compared as an instant. */
const instant = z.iso.datetime({ offset: true });
const dateOrInstant = z.union([z.iso.date(), instant]);
const list = <T extends z.ZodType>(item: T, max: number) => z.array(item).max(max);

const participant = z.object({
  name: text(300).optional(),
  email: text(320).optional(),
  phone: text(64).optional(),
  job_title: text(300).optional(),
  company: text(300).optional(),
  internal: z.boolean().optional(),
  consent: z.boolean().optional(),
});

const actionItem = z.object({
  id,
  title: z.string().min(1).max(1_000),
  description: text(20_000).optional(),
  priority: z.enum(['low', 'medium', 'high']).optional(),
  due_date: dateOrInstant.optional(),
  owner_email: text(320).optional(),
  done: z.boolean().optional(),
});

const seconds = z.number().min(0).max(1_000_000);

const insights = z.object({
  competitors: list(
    z.object({ name: text(300), at_seconds: seconds.optional(), quote: text(2_000).optional() }),
    100,
  ).optional(),
  objections: list(
    z.object({ text: text(2_000), at_seconds: seconds.optional(), resolved: z.boolean().optional() }),
    100,
  ).optional(),
  budget: z
    .object({
      min: z.number().optional(),
      max: z.number().optional(),
      currency: text(3).optional(),
      confirmed: z.boolean().optional(),
    })
    .optional(),
  key_insights: list(text(2_000), 100).optional(),
  feature_requests: list(z.object({ title: text(500), detail: text(5_000).optional() }), 100).optional(),
  issues: list(
    z.object({ title: text(500), status: z.enum(['open', 'resolved']).optional() }),
    100,
  ).optional(),
  satisfaction: z
    .object({ score: z.number().min(0).max(10).optional(), signals: list(text(1_000), 50).optional() })
    .optional(),
  renewal_risk: z
    .object({ level: z.enum(['none', 'low', 'medium', 'high']), reasons: list(text(1_000), 50).optional() })
    .optional(),
  qualification: z
    .object({
      budget: z.boolean().optional(),
      authority: z.boolean().optional(),
      need: z.boolean().optional(),
      timeline: text(200).optional(),
      fit_score: z.number().min(0).max(100).optional(),
    })
    .optional(),
  handoff_notes: text(20_000).optional(),
  campaign: z
    .object({ source: text(300).optional(), medium: text(300).optional(), name: text(300).optional() })
    .optional(),
  talk_ratio: z.number().min(0).max(1).optional(),
});

const summary = z.object({
  brief: text(10_000),
  body_markdown: text(200_000).optional(),
  key_points: list(text(2_000), 100).optional(),
  next_steps: list(text(2_000), 100).optional(),
  sentiment: z.enum(['positive', 'neutral', 'negative']).optional(),
  sentiment_score: z.number().min(-1).max(1).optional(),
});

const identity = {
  id,
  organization_id: id,
  version: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
};

const body = {
  ...identity,
  kind: z.enum(['sales', 'support', 'discovery', 'coaching', 'other']).default('other'),
  channel: z.enum(['meeting', 'call']).default('meeting'),
  title: text(1_000).optional(),
  started_at: instant,
  duration_seconds: seconds.optional(),
  time_zone: timeZone.optional(),
  host: z
    .object({ id: text(200).optional(), email: text(320).optional(), name: text(300).optional() })
    .optional(),
  participants: list(participant, 200),
  calendar: z.object({ ical_uid: text(1_000).optional() }).optional(),
  action_items: list(actionItem, 200).optional(),
  insights: insights.optional(),
  recommended_deal_update: z
    .object({
      stage: text(200),
      pipeline: text(200).optional(),
      reason: text(5_000).optional(),
      quote: text(5_000).optional(),
      confidence: z.number().min(0).max(1).optional(),
    })
    .optional(),
  next_meeting: z
    .object({
      title: text(1_000).optional(),
      starts_at: instant,
      ends_at: instant.optional(),
      location: text(2_000).optional(),
    })
    .optional(),
  coach_notes: text(50_000).optional(),
  recording: z.object({ url: text(2_000), duration_seconds: seconds.optional() }).optional(),
};

export const startedSession = z.object({
  ...body,
  ended_at: instant.optional(),
  summary: summary.partial().optional(),
});

const finished = z.object({ ...body, ended_at: instant, summary });

/** A finished conversation: two action items under one id would fight for one task. */
export const finishedSession = finished.superRefine((session, context) => {
  const seen = new Set<string>();
  session.action_items?.forEach((item, index) => {
    if (seen.has(item.id)) {
      context.addIssue({ code: 'custom', path: ['action_items', index, 'id'], message: 'is used twice' });
    }
    seen.add(item.id);
  });
});

/** A deletion needs to say what is gone and which version said so, nothing else. */
export const deletedSession = z.object(identity);

export const PLANS = ['starter', 'professional', 'enterprise'] as const;

export const planChange = z.object({ organization_id: id, plan: z.enum(PLANS) });

export type Session = z.infer<typeof finished>;
export type StartedSession = z.infer<typeof startedSession>;
export type Participant = z.infer<typeof participant>;
export type ActionItem = z.infer<typeof actionItem>;
export type Plan = (typeof PLANS)[number];
