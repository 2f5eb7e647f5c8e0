import { Checkbox, Flex, Inline, Link, LoadingButton, StatusTag, Text, Tile } from '@hubspot/ui-extensions';
import { formatDay, shorten, type Viewer } from '@liveprompt/kit';
import type { Proposal } from '#shared/proposal.ts';
import { texts } from '../texts.ts';

interface ProposalTileProps {
  proposal: Proposal;
  viewer: Viewer;
  busy: string | null;
  mayChange: boolean;
  chosen: boolean;
  onChoose: (on: boolean) => void;
  onDecide: (verb: 'approve' | 'reject' | 'undo') => void;
}

const words = texts.proposals;
const VARIANTS = {
  open: 'info',
  approved: 'success',
  rejected: 'default',
  stale: 'warning',
  undone: 'default',
} as const;

/** One change: from what to what, on which record, who said so, and what a person can do with it. */
export const ProposalTile = (props: ProposalTileProps) => {
  const { proposal, viewer, mayChange, chosen, onChoose } = props;
  const open = proposal.state === 'open';
  const label = words.change(
    proposal.what,
    proposal.currentLabel ?? proposal.current,
    shorten(proposal.proposedLabel, 120),
  );
  return (
    <Tile>
      <Flex direction="column" gap="small">
        <Inline gap="small" align="center">
          {open && mayChange ? (
            <Checkbox
              name={proposal.id}
              checked={chosen}
              onChange={onChoose}
              aria-label={words.choose(label)}
            >
              {label}
            </Checkbox>
          ) : (
            <Text format={{ fontWeight: 'demibold' }} inline>
              {label}
            </Text>
          )}
          {open ? null : (
            <StatusTag variant={VARIANTS[proposal.state]}>{words.states[proposal.state]}</StatusTag>
          )}
        </Inline>
        <Text>{proposal.reason}</Text>
        {proposal.quote ? (
          <Text format={{ italic: true }}>{words.quote(shorten(proposal.quote, 300))}</Text>
        ) : null}
        {proposal.message ? <Text>{proposal.message}</Text> : null}
        <Text variant="microcopy">
          {words.from(
            shorten(proposal.sessionTitle, 80),
            formatDay(proposal.createdAt, viewer),
            proposal.confidence,
          )}
        </Text>
        <Buttons {...props} />
      </Flex>
    </Tile>
  );
};

const Buttons = ({ proposal, viewer, busy, mayChange, onDecide }: ProposalTileProps) => {
  const undoable = proposal.undoUntil !== null && Date.parse(proposal.undoUntil) > viewer.now.getTime();
  const verbs = !mayChange
    ? []
    : proposal.state === 'open'
      ? (['approve', 'reject'] as const)
      : undoable && proposal.state === 'approved'
        ? (['undo'] as const)
        : [];
  return (
    <Inline gap="small" align="center">
      {verbs.map((verb) => (
        <LoadingButton
          key={verb}
          size="small"
          loading={busy === `${verb}-${proposal.id}`}
          disabled={busy !== null}
          onClick={() => onDecide(verb)}
        >
          {words.verbs[verb]}
        </LoadingButton>
      ))}
      <Link href={{ url: proposal.objectUrl, external: true }}>{words.open(proposal.objectType)}</Link>
    </Inline>
  );
};
