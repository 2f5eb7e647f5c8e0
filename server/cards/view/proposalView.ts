import type { Block } from '../../../shared/blocks.ts';
import type { CardProposal } from '../../../shared/card.ts';
import type { ProposalStateView, ProposalView } from '../../../shared/cardView.ts';
import type { Reader } from '../../text/reader.ts';
import { joined, shorten } from '../../text/shorten.ts';
import { texts } from './words.ts';

const words = texts.proposals;

/** A change that a conversation suggests: both values, the quote, why, and what can be pressed when. Pure. */
export function proposalView(proposal: CardProposal, reader: Reader, isFirst: boolean): ProposalView {
  const { id, what, current, proposed, quote, confidence, reason, state } = proposal;
  const change = words.change(shorten(current ?? '', 80) || words.empty, shorten(proposed, 120));
  const said: Block[] = quote ? [{ type: 'said', text: texts.quoted(shorten(quote, 240)) }] : [];
  const why = joined(
    shorten(reason, 160).replace(/\.$/, ''),
    confidence === null ? '' : words.sure(reader.percent(confidence)),
  );
  return {
    id,
    state,
    blocks: [
      { type: 'heading', text: shorten(what, 80) },
      { type: 'paragraph', text: change },
      ...said,
      { type: 'note', text: why },
    ],
    states: isFirst ? FIRST : OTHERS,
  };
}

/** The first proposal carries the card's only primary button. */
function statesWith(
  variant: 'primary' | 'secondary',
): Record<CardProposal['state'] | Closed, ProposalStateView> {
  const closed = (state: Closed): ProposalStateView => ({ text: words.states[state], acts: [] });
  return {
    open: {
      text: '',
      acts: [
        { verb: 'approve', label: words.approve, variant },
        { verb: 'reject', label: words.reject, variant: 'secondary' },
      ],
    },
    approved: {
      text: words.states.approved,
      acts: [{ verb: 'undo', label: words.undo, variant: 'secondary' }],
    },
    rejected: closed('rejected'),
    stale: closed('stale'),
    undone: closed('undone'),
  };
}

type Closed = 'rejected' | 'stale' | 'undone';
const FIRST = statesWith('primary');
const OTHERS = statesWith('secondary');
