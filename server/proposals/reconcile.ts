import type { ProposalDocument, ProposalDraft } from './proposal.ts';

/** A proposal as a plan knows it: what is proposed now, compared with what was before. */
export interface KnownProposal extends Pick<
  ProposalDocument,
  | 'sessionId'
  | 'objectType'
  | 'objectId'
  | 'property'
  | 'conversationAt'
  | 'state'
  | 'current'
  | 'proposed'
  | 'reason'
  | 'decidedBy'
> {
  _id: string;
}

/** A proposal to open or to change. `was`: its state when the plan was made, null when there was none. */
export interface ProposalNews {
  draft: ProposalDraft;
  was: ProposalDocument['state'] | null;
}

export interface Withdrawal {
  id: string;
  message: string;
}

const GONE =
  'The conversation no longer asks for this, or HubSpot shows it already; nothing is left to decide.';
const OLDER = 'A newer conversation proposes another value; decide on that one.';

export interface Proposed {
  /** Wait for a person. */
  drafts: readonly ProposalDraft[];
  /** Are made without asking, each recorded anew whatever was there before. */
  automatic: readonly ProposalDraft[];
}

/**
 * What has to change so that exactly the drafts wait for a person. What a person decided stays decided
 * until the conversation proposes something else. Pure; nothing to do gives nothing.
 * @param known every proposal of these sessions, and every one on the records they concern.
 * @param sessionIds conversations the drafts come from: what they no longer propose is withdrawn.
 */
export function reconcile(
  { drafts, automatic }: Proposed,
  known: readonly KnownProposal[],
  sessionIds: readonly string[],
): { put: ProposalNews[]; automatic: ProposalNews[]; withdraw: Withdrawal[] } {
  const ours = new Set(sessionIds);
  const all = [...drafts, ...automatic];
  const news = (draft: ProposalDraft): ProposalNews => ({
    draft,
    was: known.find(isSame(draft))?.state ?? null,
  });
  const withdraw = known.flatMap(({ _id: id, ...one }): Withdrawal[] => {
    if (one.state !== 'open') return [];
    if (ours.has(one.sessionId)) return all.some(isSame(one)) ? [] : [{ id, message: GONE }];
    return all.some(isNewerOnSameProperty(one)) ? [{ id, message: OLDER }] : [];
  });
  return {
    put: drafts.filter((draft) => isNews(draft, known.find(isSame(draft)))).map(news),
    automatic: automatic.map(news),
    withdraw,
  };
}

type Identity = Pick<ProposalDraft, 'sessionId' | 'objectType' | 'objectId' | 'property'>;

function isSame(left: Identity) {
  return (right: Identity) => left.sessionId === right.sessionId && isOnSameProperty(left, right);
}

function isNewerOnSameProperty(older: Identity & Pick<ProposalDraft, 'conversationAt'>) {
  return (newer: Identity & Pick<ProposalDraft, 'conversationAt'>) =>
    isOnSameProperty(older, newer) && newer.conversationAt >= older.conversationAt;
}

function isOnSameProperty(left: Identity, right: Identity): boolean {
  return (
    left.objectType === right.objectType &&
    left.objectId === right.objectId &&
    left.property === right.property
  );
}

function isNews(draft: ProposalDraft, known: KnownProposal | undefined): boolean {
  if (known?.proposed !== draft.proposed || known.state === 'stale') return true;
  return known.state === 'open' && (known.current !== draft.current || known.reason !== draft.reason);
}
