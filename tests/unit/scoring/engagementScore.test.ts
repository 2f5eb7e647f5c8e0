import fc from 'fast-check';
import {
  engagementScore,
  scoreWithTrend,
  type ConversationFacts,
} from '../../../server/scoring/engagementScore.ts';
import { durationMinutes, factsOf } from '../../../server/scoring/facts.ts';
import { finishedSession, type Session } from '../../../shared/session.ts';
import { completed } from '../../support/intakeDoor.ts';

const UNKNOWN: ConversationFacts = {
  startedAt: '2026-11-24T10:00:00.000Z',
  durationMinutes: null,
  talkRatio: null,
  sentiment: null,
  sentimentScore: null,
  nextSteps: 0,
  objectionsRaised: 0,
  objectionsResolved: 0,
};
const BEST: Partial<ConversationFacts> = {
  durationMinutes: 30,
  talkRatio: 0.45,
  sentiment: 'positive',
  nextSteps: 3,
  objectionsRaised: 1,
  objectionsResolved: 1,
};
const daysBefore = (days: number) =>
  new Date(Date.parse(UNKNOWN.startedAt) - days * 86_400_000).toISOString();
const score = (change: Partial<ConversationFacts>, before: string | null = null) =>
  engagementScore({ ...UNKNOWN, ...change }, before);
const points = (label: string, change: Partial<ConversationFacts>, before: string | null = null) =>
  score(change, before).reasons.find((reason) => reason.label === label)?.points;

describe('engagement score, fact by fact', () => {
  it.each<[string, Partial<ConversationFacts>, number]>([
    ['Length', { durationMinutes: null }, 8],
    ['Length', { durationMinutes: 0 }, 0],
    ['Length', { durationMinutes: 10 }, 5],
    ['Length', { durationMinutes: 15 }, 8],
    ['Length', { durationMinutes: 30 }, 15],
    ['Length', { durationMinutes: 600 }, 15],
    ['Talk ratio', { talkRatio: null }, 8],
    ['Talk ratio', { talkRatio: 0 }, 0],
    ['Talk ratio', { talkRatio: 0.35 }, 15],
    ['Talk ratio', { talkRatio: 0.45 }, 15],
    ['Talk ratio', { talkRatio: 0.55 }, 15],
    ['Talk ratio', { talkRatio: 0.725 }, 8],
    ['Talk ratio', { talkRatio: 0.9 }, 0],
    ['Talk ratio', { talkRatio: 1 }, 0],
    ['Sentiment', {}, 13],
    ['Sentiment', { sentiment: 'positive' }, 25],
    ['Sentiment', { sentiment: 'neutral' }, 13],
    ['Sentiment', { sentiment: 'negative' }, 0],
    ['Sentiment', { sentimentScore: -1 }, 0],
    ['Sentiment', { sentimentScore: 0 }, 13],
    ['Sentiment', { sentimentScore: 1 }, 25],
    ['Sentiment', { sentiment: 'positive', sentimentScore: 0.6 }, 20],
    ['Next steps', { nextSteps: 0 }, 0],
    ['Next steps', { nextSteps: 1 }, 5],
    ['Next steps', { nextSteps: 2 }, 10],
    ['Next steps', { nextSteps: 3 }, 15],
    ['Next steps', { nextSteps: 200 }, 15],
    ['Objections', { objectionsRaised: 0 }, 8],
    ['Objections', { objectionsRaised: 2, objectionsResolved: 0 }, 0],
    ['Objections', { objectionsRaised: 2, objectionsResolved: 1 }, 8],
    ['Objections', { objectionsRaised: 2, objectionsResolved: 2 }, 15],
  ])('%s of %j: %i points', (label, change, expected) => {
    expect(points(label, change)).toBe(expected);
  });

  it.each([
    [0, 15],
    [7, 15],
    [7.1, 12],
    [14, 12],
    [14.1, 8],
    [30, 8],
    [30.1, 4],
    [90, 4],
    [90.1, 0],
    [-3, 15],
  ])('Regularity %d days after the one before: %i points', (days, expected) => {
    expect(points('Regularity', {}, daysBefore(days))).toBe(expected);
  });
  it('a first conversation has a third of it', () => expect(points('Regularity', {})).toBe(5));

  it('the best conversation a week after another has 100, the worst 0', () => {
    expect(score(BEST, daysBefore(7)).value).toBe(100);
    const worst = {
      durationMinutes: 0,
      talkRatio: 1,
      sentiment: 'negative',
      nextSteps: 0,
      objectionsRaised: 1,
    } as const;
    expect(score(worst, daysBefore(365)).value).toBe(0);
  });

  it('explains itself in words for every fact', () => {
    expect(
      score({ ...BEST, sentimentScore: 0.6 }, daysBefore(1)).reasons.map(
        ({ label, detail }) => `${label}: ${detail}`,
      ),
    ).toEqual([
      'Length: 30 min; full points from 30 min',
      'Talk ratio: The host spoke 45% of the time; best is 35–55%',
      'Sentiment: Positive (0.6 on −1 to 1)',
      'Next steps: 3 agreed',
      'Objections: 1 of 1 answered',
      'Regularity: 1 day since the conversation before',
    ]);
    expect(score({}).reasons.map(({ detail }) => detail)).toEqual([
      'Not measured',
      'Not measured',
      'Not measured',
      'None agreed',
      'None raised',
      'First conversation',
    ]);
  });
});

describe('engagement score, always', () => {
  const facts = fc.record({
    startedAt: fc
      .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    durationMinutes: fc.option(fc.nat(20_000)),
    talkRatio: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    sentiment: fc.option(fc.constantFrom('positive' as const, 'neutral' as const, 'negative' as const)),
    sentimentScore: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
    nextSteps: fc.nat(300),
    objectionsRaised: fc.nat(100),
  });
  const any = fc
    .tuple(facts, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([one, share]): ConversationFacts => ({
      ...one,
      objectionsResolved: Math.floor(one.objectionsRaised * share),
    }));

  it('is a whole number of 0–100, the sum of its reasons, none above its maximum, all maxima 100', () => {
    fc.assert(
      fc.property(any, fc.option(any), (one, before) => {
        const { value, reasons } = engagementScore(one, before?.startedAt ?? null);
        expect(Number.isInteger(value) && value >= 0 && value <= 100).toBe(true);
        expect(reasons.reduce((sum, reason) => sum + reason.points, 0)).toBe(value);
        expect(reasons.reduce((sum, { max }) => sum + max, 0)).toBe(100);
        for (const reason of reasons) expect(reason.points >= 0 && reason.points <= reason.max).toBe(true);
        expect(engagementScore(one, before?.startedAt ?? null)).toEqual({ value, reasons });
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it('the trend compares with the score the conversation before had at its own time', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), (newestFirst) => {
        const trend = scoreWithTrend(newestFirst);
        const older = scoreWithTrend(newestFirst.slice(1));
        expect(trend?.previous ?? null).toBe(newestFirst.length > 1 ? older?.score.value : null);
        expect(trend === null).toBe(newestFirst.length === 0);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});

describe('facts of a session', () => {
  const session = (change: object): Session => finishedSession.parse(completed(change).data.session);
  it.each([
    [{ duration_seconds: 1_830 }, 31],
    [{ duration_seconds: 0 }, 0],
    [{}, 30],
    [{ ended_at: '2026-11-24T09:00:00Z' }, null],
    [{ ended_at: '2026-11-24T11:30:00+01:00' }, 30],
  ])('minutes of %j: %s', (change, expected) => {
    expect(durationMinutes(session(change))).toBe(expected);
  });
  it('a bare session has unknown facts', () => {
    expect(factsOf(session({}))).toEqual({ ...UNKNOWN, durationMinutes: 30 });
  });
  it('next steps are the longer of steps and action items; only a clear yes resolves an objection', () => {
    const facts = factsOf(
      session({
        summary: { brief: 'b', next_steps: ['one'], sentiment: 'neutral', sentiment_score: 0 },
        action_items: [
          { id: '1', title: 'a' },
          { id: '2', title: 'b' },
        ],
        insights: {
          talk_ratio: 0.4,
          objections: [{ text: 'a', resolved: true }, { text: 'b' }, { text: 'c', resolved: false }],
        },
      }),
    );
    expect(facts).toMatchObject({
      nextSteps: 2,
      objectionsRaised: 3,
      objectionsResolved: 1,
      talkRatio: 0.4,
      sentiment: 'neutral',
      sentimentScore: 0,
    });
  });
});
