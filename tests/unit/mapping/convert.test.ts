import fc from 'fast-check';
import { convert } from '../../../server/mapping/convert.ts';
import { readField } from '../../../server/mapping/readField.ts';
import { conversionProblem } from '../../../shared/mappingProblems.ts';
import type { WritableProperty } from '../../../shared/options.ts';
import { finishedSession } from '../../../shared/session.ts';
import { SESSION_FIELDS, sessionField, type SessionFieldPath } from '../../../shared/sessionFields.ts';
import { arbitrarySession } from '../../support/arbitrarySession.ts';

const SESSION = finishedSession.parse({
  id: 'ses_1',
  organization_id: 'org_1',
  version: 1,
  kind: 'sales',
  channel: 'call',
  title: 'Pricing',
  started_at: '2026-11-24T22:30:00+01:00',
  ended_at: '2026-11-24T23:30:00+01:00',
  duration_seconds: 3_600,
  time_zone: 'Europe/Berlin',
  host: { name: 'Rep', email: 'rep@seller.com' },
  participants: [{ name: 'John' }, { name: 'Secret', consent: false }, { name: 'John' }, { email: 'x@y.z' }],
  summary: {
    brief: 'Brief.',
    body_markdown: '**Bold** & more',
    key_points: ['a', ' ', 'b'],
    next_steps: ['Send the offer'],
    sentiment: 'positive',
    sentiment_score: 0.5,
  },
  action_items: [
    { id: '1', title: 'Done', done: true, due_date: '2026-11-01' },
    { id: '2', title: 'Later', due_date: '2026-12-02T10:00:00Z' },
    { id: '3', title: 'Soon', due_date: '2026-11-30' },
  ],
  insights: {
    competitors: [{ name: 'Gong' }, { name: 'Chorus' }],
    objections: [{ text: 'Price', resolved: true }, { text: 'Legal' }],
    budget: { min: 40_000, max: 60_000, currency: 'usd', confirmed: true },
    key_insights: ['k'],
    feature_requests: [{ title: 'Board' }],
    issues: [
      { title: 'Slow', status: 'open' },
      { title: 'Old', status: 'resolved' },
    ],
    satisfaction: { score: 8, signals: ['smiles'] },
    renewal_risk: { level: 'high', reasons: ['price'] },
    qualification: { budget: true, authority: false, need: true, timeline: 'Q1', fit_score: 88 },
    handoff_notes: 'notes',
    campaign: { source: 'LinkedIn', medium: 'ad', name: 'spring' },
    talk_ratio: 0.41,
  },
  recommended_deal_update: { stage: 'contractsent', reason: 'asked', quote: 'send it', confidence: 0.8 },
  next_meeting: {
    title: 'Demo',
    starts_at: '2026-12-01T10:00:00Z',
    ends_at: '2026-12-01T11:00:00Z',
    location: 'here',
  },
  coach_notes: 'coach',
  recording: { url: 'https://x.example/r', duration_seconds: 3_600 },
});
const EMPTY = finishedSession.parse({
  id: 'ses_2',
  organization_id: 'org_1',
  version: 1,
  started_at: '2026-11-24T09:00:00Z',
  ended_at: '2026-11-24T10:00:00Z',
  participants: [],
  summary: { brief: ' ' },
});
const property = (
  type: WritableProperty['type'],
  fieldType = 'text',
  options: string[] = [],
): WritableProperty => ({
  name: 'target',
  label: 'Target',
  type,
  fieldType,
  ours: false,
  options: options.map((value) => ({ value, label: value.charAt(0) + value.slice(1).toLowerCase() })),
});
const into = (path: SessionFieldPath, target: WritableProperty, currency: string | null = 'USD') => {
  const field = sessionField(path);
  const value = readField(SESSION, path);
  if (!field || !value) throw new Error(`no ${path}`);
  return convert(value, field, target, { zone: 'Europe/Berlin', currency });
};
const RISKS = property('enumeration', 'select', ['LOW', 'HIGH']);
const RIVALS = property('enumeration', 'checkbox', ['Gong', 'Chorus']);

describe('the fields of a conversation', () => {
  it('are all read, each with its own type', () => {
    for (const { path, type } of SESSION_FIELDS)
      expect([path, readField(SESSION, path)?.type]).toEqual([path, type]);
  });

  it('say nothing where the conversation says nothing', () => {
    const said = SESSION_FIELDS.filter(({ path }) => readField(EMPTY, path)).map(({ path }) => path);
    expect(said).toEqual(['id', 'kind', 'channel', 'started_at', 'ended_at', 'duration_minutes']);
  });

  it('leave out who did not agree, and what is done', () => {
    expect(readField(SESSION, 'participants')).toEqual({ type: 'list', items: ['John'] });
    expect(readField(SESSION, 'action_items.open')).toEqual({ type: 'list', items: ['Later', 'Soon'] });
    expect(readField(SESSION, 'action_items.next_due')).toEqual({ type: 'date', day: '2026-11-30' });
    expect(readField(SESSION, 'insights.objections.open')).toEqual({ type: 'list', items: ['Legal'] });
  });
});

describe('a value on its way into a property', () => {
  it.each([
    ['insights.budget.max', property('number', 'number'), '60000'],
    ['insights.talk_ratio', property('number', 'number'), '0.41'],
    ['insights.budget.max', property('string'), '60000'],
    ['started_at', property('datetime', 'date'), '2026-11-24T21:30:00.000Z'],
    ['ended_at', property('date', 'date'), '2026-11-24'],
    ['action_items.next_due', property('datetime', 'date'), '2026-11-30T00:00:00.000Z'],
    ['insights.budget.confirmed', property('bool', 'booleancheckbox'), 'true'],
    ['insights.qualification.authority', property('enumeration', 'radio', ['YES', 'NO']), 'NO'],
    ['insights.competitors', property('string'), 'Gong; Chorus'],
    ['insights.competitors', property('string', 'textarea'), 'Gong\nChorus'],
    ['insights.competitors', RIVALS, 'Gong;Chorus'],
    ['insights.renewal_risk.level', RISKS, 'HIGH'],
    ['summary.body_markdown', property('string', 'html'), '<p><strong>Bold</strong> &amp; more</p>'],
  ] as const)('%s becomes text', (path, target, text) =>
    expect(into(path, target)).toEqual({ text, problem: null }),
  );

  it('becomes the day it was where the conversation took place', () => {
    const field = sessionField('ended_at');
    const late = { type: 'datetime', at: '2026-11-24T23:30:00.000Z' } as const;
    if (!field) throw new Error('no field');
    const day = (zone: string) => convert(late, field, property('date'), { zone, currency: null }).text;
    expect([day('UTC'), day('Europe/Berlin'), day('America/Chicago')]).toEqual([
      '2026-11-24',
      '2026-11-25',
      '2026-11-24',
    ]);
  });

  it('is refused in another currency, and taken where currencies are not known', () => {
    const amount = property('number', 'number');
    expect(into('insights.budget.max', amount, 'EUR')).toEqual({
      text: null,
      problem: 'other_currency: the amount was said in USD, but the deal is in EUR',
    });
    expect(into('insights.budget.max', amount, null).text).toBe('60000');
  });

  it('is exactly an option or nothing', () => {
    expect(into('insights.campaign.source', property('enumeration', 'select', ['LINKEDIN', 'ADS']))).toEqual({
      text: null,
      problem: 'no_such_option: "Target" has no option "LinkedIn"',
    });
    expect(into('insights.competitors', property('enumeration', 'checkbox', ['Gong']))).toEqual({
      text: 'Gong',
      problem: 'no_such_option: "Target" has no option "Chorus"',
    });
  });

  it('fits into HubSpot, whatever is said and wherever it goes', () => {
    const targets = [
      property('string'),
      property('string', 'textarea'),
      property('string', 'html'),
      property('number', 'number'),
      property('date', 'date'),
      property('datetime', 'date'),
      property('bool', 'booleancheckbox'),
      RISKS,
      RIVALS,
    ];
    fc.assert(
      fc.property(arbitrarySession('ses_a'), fc.constantFrom(...targets), (session, target) => {
        for (const field of SESSION_FIELDS) {
          const value = readField(session, field.path);
          if (!value || conversionProblem(field, target)) continue;
          const { text, problem } = convert(value, field, target, { zone: 'UTC', currency: null });
          if (text === null) expect(problem).toMatch(/^[a-z_]+: ./);
          else {
            expect(text.length).toBeLessThanOrEqual(65_536);
            if (target.type === 'number') expect(text).toMatch(/^-?\d+(\.\d+)?$/);
            if (target.type === 'enumeration')
              for (const part of text.split(';'))
                expect(target.options.map((option) => option.value)).toContain(part);
          }
        }
      }),
      { seed: 20_261_124, numRuns: 300 },
    );
  });

  it('is cut to what HubSpot takes, also where escaping makes it longer', () => {
    const field = sessionField('coach_notes');
    if (!field) throw new Error('no field');
    for (const fieldType of ['textarea', 'html']) {
      const long = { type: 'text', text: '<&> '.repeat(40_000) } as const;
      const { text } = convert(long, field, property('string', fieldType), { zone: 'UTC', currency: null });
      expect(text?.length).toBeLessThanOrEqual(65_536);
      expect(text?.length).toBeGreaterThan(60_000);
    }
  });
});
