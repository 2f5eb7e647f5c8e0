import fc from 'fast-check';
import { finishedSession, type Session } from '../../shared/session.ts';

/** Few people and firms, so that conversations meet each other; a few addresses nobody can use. */
export const EMAILS = [
  'john@acme.com',
  'JOHN@acme.com ',
  'mary@acme.com',
  'kim@eu.globex.co.uk',
  'sam@gmail.com',
  'rep@seller.com',
  'boss@seller.com',
  'not an address',
  '',
];

const words = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom(
    'Send the offer',
    '<script>alert(1)</script>',
    '{{ contact.email }}',
    '日本語 🎉',
    '  ',
    'مرحبا',
    'x'.repeat(300),
  ),
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const lines = maybe(fc.array(words, { maxLength: 4 }));
const instant = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

const actionItem = fc.record({
  id: fc.constantFrom('act_1', 'act_2', 'act_3', 'note', 'activity'),
  title: words.map((title) => title || 'Call back'),
  description: maybe(words),
  priority: maybe(fc.constantFrom('low', 'medium', 'high')),
  due_date: maybe(fc.oneof(fc.constantFrom('2026-11-30', '2026-03-29', '2024-02-29'), instant)),
  owner_email: maybe(fc.constantFrom(...EMAILS)),
  done: maybe(fc.boolean()),
});

/** Finished conversations as liveprompt may send them, through the schema of the door. */
export function arbitrarySession(id: string): fc.Arbitrary<Session> {
  return fc
    .record({
      kind: maybe(fc.constantFrom('sales', 'support', 'discovery', 'coaching', 'other')),
      channel: maybe(fc.constantFrom('meeting', 'call')),
      title: maybe(words),
      started_at: instant,
      ended_at: instant,
      duration_seconds: maybe(fc.double({ min: 0, max: 20_000, noNaN: true })),
      time_zone: maybe(fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC')),
      host: maybe(fc.record({ email: maybe(fc.constantFrom(...EMAILS)), name: maybe(words) })),
      participants: fc.array(
        fc.record({
          name: maybe(words),
          email: maybe(fc.constantFrom(...EMAILS)),
          company: maybe(words),
          internal: maybe(fc.boolean()),
          consent: maybe(fc.boolean()),
        }),
        { maxLength: 4 },
      ),
      summary: fc.record({
        brief: words,
        body_markdown: maybe(words),
        key_points: lines,
        next_steps: lines,
        sentiment: maybe(fc.constantFrom('positive', 'neutral', 'negative')),
        sentiment_score: maybe(fc.double({ min: -1, max: 1, noNaN: true })),
      }),
      action_items: maybe(fc.uniqueArray(actionItem, { selector: ({ id: item }) => item, maxLength: 4 })),
      insights: maybe(
        fc.record({
          key_insights: lines,
          objections: maybe(
            fc.array(fc.record({ text: words, resolved: maybe(fc.boolean()) }), { maxLength: 2 }),
          ),
          issues: maybe(
            fc.array(fc.record({ title: words, status: maybe(fc.constantFrom('open', 'resolved')) }), {
              maxLength: 3,
            }),
          ),
          feature_requests: maybe(
            fc.array(fc.record({ title: words, detail: maybe(words) }), { maxLength: 3 }),
          ),
          satisfaction: maybe(fc.record({ score: maybe(fc.integer({ min: 0, max: 10 })), signals: lines })),
          renewal_risk: maybe(
            fc.record({ level: fc.constantFrom('none', 'low', 'medium', 'high'), reasons: lines }),
          ),
          qualification: maybe(
            fc.record({
              budget: maybe(fc.boolean()),
              need: maybe(fc.boolean()),
              timeline: maybe(words.map((one) => one.slice(0, 200))),
              fit_score: maybe(fc.integer({ min: 0, max: 100 })),
            }),
          ),
          handoff_notes: maybe(words),
          campaign: maybe(fc.record({ source: maybe(words), medium: maybe(words), name: maybe(words) })),
          talk_ratio: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
          budget: maybe(
            fc.record({ min: maybe(fc.nat()), max: maybe(fc.nat()), currency: maybe(fc.constant('EUR')) }),
          ),
        }),
      ),
      next_meeting: maybe(fc.record({ title: maybe(words), starts_at: instant })),
    })
    .map((session) => finishedSession.parse({ id, organization_id: 'org_1', version: 1, ...session }));
}
