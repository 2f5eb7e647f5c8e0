import type { ProposalDraft } from '../../../server/proposals/proposal.ts';
import { reconcile, type KnownProposal } from '../../../server/proposals/reconcile.ts';

const draft = (more: Partial<ProposalDraft> = {}): ProposalDraft => ({
  sessionId: 'ses_1',
  sessionTitle: 'Call',
  conversationAt: new Date('2026-11-24T09:00:00Z'),
  kind: 'property',
  objectType: 'deal',
  objectId: '900',
  property: 'amount',
  valueType: { type: 'number', fieldType: 'number' },
  what: 'Amount',
  current: '5',
  currentLabel: null,
  proposed: '7',
  proposedLabel: '7',
  alongside: {},
  reason: 'It was said.',
  quote: null,
  confidence: null,
  ...more,
});
const known = (state: KnownProposal['state'], more: Partial<KnownProposal> = {}): KnownProposal => ({
  ...draft(),
  _id: 'prp_1',
  state,
  decidedBy: null,
  ...more,
});
const decide = (drafts: ProposalDraft[], before: KnownProposal[]) =>
  reconcile({ drafts, automatic: [] }, before, ['ses_1']);

describe('what has to change so that exactly the drafts wait', () => {
  it.each<[string, KnownProposal[], boolean]>([
    ['a new one is opened', [], true],
    ['an open one with the same content is left alone', [known('open')], false],
    ['an open one against an older value is updated', [known('open', { current: '4' })], true],
    ['an open one with another value is updated', [known('open', { proposed: '8' })], true],
    ['a stale one is opened again', [known('stale')], true],
    ['an approved one stays approved', [known('approved')], false],
    ['a rejected one stays rejected', [known('rejected')], false],
    ['one that was taken back stays so', [known('undone')], false],
    ['a rejected one with another value is a new question', [known('rejected', { proposed: '8' })], true],
    ['one on another record is another one', [known('rejected', { objectId: '901' })], true],
  ])('%s', (_, before, isPut) => {
    const { put } = decide([draft()], before);
    expect(put).toHaveLength(isPut ? 1 : 0);
    const [same] = before.filter(({ objectId }) => objectId === '900');
    if (isPut) expect(put[0]?.was).toBe(same?.state ?? null);
  });

  it('withdraws what these conversations no longer propose, and only what is open', () => {
    const before = [known('open'), known('approved', { _id: 'prp_2', property: 'notes' })];
    expect(decide([], before).withdraw.map(({ id }) => id)).toEqual(['prp_1']);
  });

  it('leaves other conversations alone, unless a newer one proposes for the same property', () => {
    const other = known('open', { sessionId: 'ses_0', conversationAt: new Date('2026-11-20T09:00:00Z') });
    expect(decide([], [other]).withdraw).toEqual([]);
    expect(decide([draft({ property: 'notes' })], [other]).withdraw).toEqual([]);
    expect(decide([draft()], [other]).withdraw).toMatchObject([
      { id: 'prp_1', message: expect.stringMatching(/newer/) },
    ]);
  });

  it('records an automatic change anew, whatever was there, and does not withdraw it', () => {
    const result = reconcile({ drafts: [], automatic: [draft()] }, [known('open')], ['ses_1']);
    expect(result).toMatchObject({ put: [], withdraw: [], automatic: [{ was: 'open' }] });
  });
});
