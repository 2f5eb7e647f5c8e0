import { recordInsights } from '../../../server/cards/insights.ts';
import { customerFacts, customerLines, issueFolds } from '../../../server/cards/view/customerLines.ts';
import type { ConversationDocument } from '../../../server/cards/conversations.ts';
import { NOTHING_SAID } from '../../../server/insights/nothingSaid.ts';
import { saidOf } from '../../../server/insights/saidOf.ts';
import { readerOf } from '../../../server/text/reader.ts';
import type { Session } from '../../../shared/session.ts';

const reader = readerOf('en-US', 'UTC');
const spoken = (day: number, insights: Session['insights']) =>
  ({
    sessionId: `ses_${day}`,
    startedAt: new Date(`2026-11-0${day}T10:00:00Z`),
    insights: { competitors: [], objections: [], budget: null, ...saidOf({ insights }) },
  }) as unknown as ConversationDocument;
const NEW = spoken(3, {
  satisfaction: { score: 4 },
  renewal_risk: { level: 'high', reasons: ['Bugs'] },
  issues: [{ title: 'Import fails' }, { title: 'Slow', status: 'resolved' }],
  feature_requests: [{ title: 'SSO' }],
  qualification: { authority: true },
  campaign: { source: 'fair' },
});
const OLD = spoken(1, {
  satisfaction: { score: 8 },
  issues: [{ title: 'slow!' }],
  feature_requests: [{ title: 'Export' }, { title: 'sso' }],
  qualification: { authority: false, budget: true, timeline: 'Q1', fit_score: 71 },
  campaign: { source: 'web', medium: 'mail' },
});
/** Written before any of it was kept. */
const ANCIENT = { ...spoken(2, {}), insights: { competitors: [], objections: [], budget: null } } as never;

describe('what conversations say of a customer, on the card', () => {
  const insights = recordInsights([NEW, ANCIENT, OLD], new Map());

  it('is the newest word on each thing, counted requests, and the first campaign', () => {
    expect(insights).toMatchObject({
      satisfaction: { value: 4, previous: 8, sessionId: 'ses_3' },
      risk: { level: 'high', reasons: ['Bugs'] },
      qualification: { budget: true, authority: true, need: null, timeline: 'Q1', fitScore: 71 },
      campaign: { source: 'web', medium: 'mail', name: '' },
      issues: [
        { title: 'Import fails', open: true },
        { title: 'Slow', open: false },
      ],
      requests: [
        { title: 'SSO', mentions: 2 },
        { title: 'Export', mentions: 1 },
      ],
    });
  });

  it('is worded as facts, what is open in sight', () => {
    const said = JSON.stringify(customerFacts(insights, reader));
    for (const words of [
      '4 of 10, before: 8',
      '"tone":"danger","text":"High"',
      'Fit 71 of 100',
      'Authority confirmed',
      'Timeline: Q1',
      'web · mail',
      'SSO · asked for in 2 conversations',
    ])
      expect(said).toContain(words);
    expect(issueFolds(insights, false)).toMatchObject([
      { title: 'Open issues (1)', open: true },
      { title: 'Resolved issues (1)', open: false },
    ]);
    expect(customerLines(NEW.insights)).toContain('Open issue: Import fails');
  });

  it('is nothing where nothing was said', () => {
    const quiet = recordInsights([ANCIENT], new Map());
    expect(quiet).toMatchObject(NOTHING_SAID);
    expect([customerFacts(quiet, reader), issueFolds(quiet, true)]).toEqual([[], []]);
  });
});
