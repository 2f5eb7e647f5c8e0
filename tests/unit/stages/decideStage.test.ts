import fc from 'fast-check';
import type { DealStage } from '../../../server/hubspot/directory.ts';
import { decideStage } from '../../../server/stages/decideStage.ts';
import { createKeywordSearch } from '../../../server/stages/keywords.ts';
import { finishedSession, type Session } from '../../../shared/session.ts';
import type { Settings } from '../../../shared/settings.ts';
import { arbitrarySession } from '../../support/arbitrarySession.ts';

type StageSettings = Settings['deals']['stage'];

const stage = (id: string, order: number, pipeline = 'default', closed = false): DealStage => ({
  id,
  pipeline,
  label: id.toUpperCase(),
  closed,
  order,
});
const STAGES = new Map(
  [
    stage('new', 0),
    stage('offer', 1),
    stage('contract', 2),
    stage('won', 3, 'default', true),
    stage('first', 0, 'renewals'),
    stage('second', 1, 'renewals'),
  ].map((one) => [one.id, one]),
);
const deal = (dealstage: string, pipeline = 'default') => ({
  id: '900',
  archived: false,
  properties: { dealstage, pipeline },
});
const session = (more: object = {}): Session =>
  finishedSession.parse({
    id: 'ses_1',
    organization_id: 'org_1',
    version: 1,
    started_at: '2026-11-24T09:00:00Z',
    ended_at: '2026-11-24T10:00:00Z',
    participants: [],
    summary: { brief: 'They want the contract by Friday.' },
    ...more,
  });
const rules = (mode: StageSettings['mode'], ...list: StageSettings['rules']): StageSettings => ({
  mode,
  rules: list,
});
const CONTRACT = { keywords: ['signature', 'contract'], pipeline: 'default', stage: 'contract' };
const recommended = (more: object = {}) => ({
  recommended_deal_update: { stage: 'offer', pipeline: 'default', reason: 'They asked for it.', ...more },
});

describe('the stage a conversation asks for', () => {
  it('comes from the first rule of the deal’s own pipeline that hits', () => {
    const { decision, skip } = decideStage(
      session(),
      deal('new'),
      STAGES,
      rules(
        'auto',
        { keywords: ['contract'], pipeline: 'renewals', stage: 'second' },
        { keywords: ['nowhere'], pipeline: 'default', stage: 'offer' },
        CONTRACT,
        { keywords: ['Friday'], pipeline: 'default', stage: 'offer' },
      ),
    );
    expect(skip).toBeNull();
    expect(decision).toMatchObject({
      stage: { id: 'contract' },
      from: { id: 'new' },
      mode: 'auto',
      confidence: null,
      quote: 'They want the contract by Friday.',
      reason: '"contract" was said (brief), and your rule for it is CONTRACT.',
    });
  });

  it.each(['title', 'brief', 'body', 'key point', 'next step', 'action item'])(
    'is searched for in the %s',
    (place) => {
      const text = (name: string) => (place === name ? 'send the **contract**' : 'nothing');
      const found = session({
        title: text('title'),
        summary: {
          brief: text('brief'),
          body_markdown: text('body'),
          key_points: [text('key point')],
          next_steps: [text('next step')],
        },
        action_items: [{ id: 'a', title: text('action item') }],
      });
      expect(decideStage(found, deal('new'), STAGES, rules('auto', CONTRACT)).decision?.stage.id).toBe(
        'contract',
      );
    },
  );

  it('is not searched for elsewhere: what was said in confidence or by others moves no deal', () => {
    const elsewhere = session({
      summary: { brief: 'Nothing.' },
      coach_notes: 'contract',
      insights: { key_insights: ['contract'], handoff_notes: 'contract' },
    });
    expect(decideStage(elsewhere, deal('new'), STAGES, rules('auto', CONTRACT)).decision).toBeNull();
  });

  it('is liveprompt’s recommendation when no rule hits, written only when it is sure', () => {
    const decided = (more: object, mode: StageSettings['mode'] = 'auto') =>
      decideStage(
        session({ summary: { brief: 'Hello.' }, ...recommended(more) }),
        deal('new'),
        STAGES,
        rules(mode, CONTRACT),
      ).decision;
    expect(decided({ confidence: 0.7 })).toMatchObject({ mode: 'auto', confidence: 0.7 });
    expect(decided({ confidence: 0.69, quote: 'We want it.' })).toMatchObject({
      mode: 'propose',
      reason: 'They asked for it.',
      quote: 'We want it.',
    });
    expect(decided({})).toMatchObject({ mode: 'propose', confidence: null });
    expect(decided({ confidence: 1 }, 'propose')).toMatchObject({ mode: 'propose' });
    expect(decided({ pipeline: 'renewals', confidence: 1 })).toBeNull();
  });

  it('gives way to a rule that hits', () => {
    const { decision } = decideStage(
      session(recommended({ confidence: 1 })),
      deal('new'),
      STAGES,
      rules('auto', CONTRACT),
    );
    expect(decision?.stage.id).toBe('contract');
  });

  it('is nothing when switched off, and nothing when the deal is there already', () => {
    const nothing = { decision: null, skip: null, asks: false };
    const sure = session(recommended({ confidence: 1 }));
    expect(decideStage(sure, deal('new'), STAGES, rules('off', CONTRACT))).toEqual(nothing);
    expect(decideStage(sure, deal('contract'), STAGES, rules('auto', CONTRACT))).toEqual({
      ...nothing,
      asks: true,
    });
  });

  it.each([
    ['won', CONTRACT, /^deal_closed: .* WON/],
    ['gone', CONTRACT, /^unknown_stage: the stage the deal is in/],
    ['new', { ...CONTRACT, stage: 'second' }, /^unknown_stage: your rule names the stage second/],
    ['new', { ...CONTRACT, stage: 'nowhere' }, /^unknown_stage/],
    [
      'contract',
      { ...CONTRACT, stage: 'new' },
      /^backwards: your rule names NEW, which comes before CONTRACT/,
    ],
  ])('says why a deal in %s stays there', (at, rule, reason) => {
    const { decision, skip } = decideStage(session(), deal(at), STAGES, rules('auto', rule));
    expect(decision).toBeNull();
    expect(skip).toEqual({ what: 'deal stage', reason: expect.stringMatching(reason) });
  });

  it('may go backwards where the rule allows it', () => {
    const back = { ...CONTRACT, stage: 'new', allowBackwards: true };
    const { decision } = decideStage(session(), deal('contract'), STAGES, rules('auto', back));
    expect(decision?.stage.id).toBe('new');
  });

  it('for any conversation, deal and rules: never backwards, never out of the pipeline, never from a closed deal', () => {
    const ids = fc.constantFrom(...STAGES.keys(), 'gone');
    const rule = fc.record({
      keywords: fc.array(fc.constantFrom('Send', 'offer', 'مرحبا', '日本', 'x', 'alert'), { minLength: 1 }),
      pipeline: fc.constantFrom('default', 'renewals'),
      stage: ids,
    });
    const recommendation = fc.option(
      fc.record({ stage: ids, confidence: fc.double({ min: 0, max: 1, noNaN: true }) }),
      { nil: undefined },
    );
    let moved = 0;
    fc.assert(
      fc.property(
        arbitrarySession('ses_a'),
        recommendation,
        ids,
        fc.constantFrom('default', 'renewals'),
        fc.array(rule, { maxLength: 4 }),
        fc.constantFrom('off' as const, 'propose' as const, 'auto' as const),
        (one, wish, at, pipeline, list, mode) => {
          const asked = wish ? { ...one, recommended_deal_update: wish } : one;
          const { decision } = decideStage(asked, deal(at, pipeline), STAGES, { mode, rules: list });
          if (!decision) return;
          moved += 1;
          expect(mode).not.toBe('off');
          expect(decision.mode === 'auto' ? mode : 'auto').toBe('auto');
          expect(decision.from).toMatchObject({ id: at, closed: false });
          expect(decision.stage.pipeline).toBe(pipeline);
          expect(decision.stage.order).toBeGreaterThan(decision.from.order);
        },
      ),
      { seed: 20_261_124, numRuns: 2_000 },
    );
    expect(moved).toBeGreaterThan(50);
  });
});

describe('a thousand keywords in 100 kB', () => {
  it('are searched in less than 50 ms', () => {
    const text = 'The customer wants to talk about pricing, contracts and 契約書 before the rollout. '
      .repeat(1_300)
      .slice(0, 100_000);
    const keywords = Array.from({ length: 1_000 }, (_, index) =>
      index % 2 ? `contract number ${index}` : `契約${index}`,
    );
    const runs = Array.from({ length: 5 }, () => {
      const started = performance.now();
      const search = createKeywordSearch([{ name: 'summary', text }]);
      expect(keywords.filter((keyword) => search(keyword))).toEqual([]);
      return performance.now() - started;
    });
    expect(Math.min(...runs)).toBeLessThan(50);
  });
});
