import { Button, Flex, Heading, Inline, LoadingButton, Text, Tile } from '@hubspot/ui-extensions';
import { shorten } from '@liveprompt/kit';
import { useState } from 'react';
import type { CardProposal } from '#shared/card.ts';
import type { ProposalState } from '#shared/proposal.ts';
import { decideProposal, type ProposalVerb } from '../api.ts';
import { useCardSession } from '../session.ts';
import { texts } from '../texts.ts';
import { useAct } from '../useAct.ts';
import { joined, percentText } from '../words.ts';
import { ProblemNote } from './ProblemNote.tsx';

/** Changes that a conversation suggests and a person decides. The first one carries the card's primary button. */
export const ProposalList = ({ proposals }: { proposals: CardProposal[] }) => (
  <Flex direction="column" gap="small">
    <Heading>{texts.proposals.title}</Heading>
    {proposals.map((proposal, index) => (
      <ProposalTile key={proposal.id} proposal={proposal} isFirst={index === 0} />
    ))}
  </Flex>
);

interface ProposalTileProps {
  proposal: CardProposal;
  isFirst: boolean;
}

const ProposalTile = ({ proposal, isFirst }: ProposalTileProps) => {
  const { viewer, refreshRecord } = useCardSession();
  const { busy, problem, run } = useAct();
  const [pressed, setPressed] = useState<ProposalVerb>('approve');
  const [answer, setAnswer] = useState<{ state: ProposalState; message: string | null }>();
  const state = answer?.state ?? proposal.state;
  const { what, current, proposed, quote, confidence, reason } = proposal;

  const decide = (verb: ProposalVerb) => {
    setPressed(verb);
    run(
      () => decideProposal(proposal.id, verb),
      (body) => {
        setAnswer(body);
        refreshRecord();
      },
    );
  };
  return (
    <Tile compact>
      <Flex direction="column" gap="extra-small">
        <Text format={{ fontWeight: 'demibold' }}>{shorten(what, 80)}</Text>
        <Text>
          {texts.proposals.change(
            shorten(current ?? '', 80) || texts.proposals.empty,
            shorten(proposed, 120),
          )}
        </Text>
        {quote ? (
          <Text variant="microcopy" format={{ italic: true }}>
            {texts.insights.quoted(shorten(quote, 240))}
          </Text>
        ) : null}
        <Text variant="microcopy">
          {joined(
            shorten(reason, 160).replace(/\.$/, ''),
            confidence === null ? '' : texts.proposals.sure(percentText(confidence, viewer)),
          )}
        </Text>
        {state === 'open' ? (
          <Inline gap="small">
            <LoadingButton
              size="small"
              variant={isFirst ? 'primary' : 'secondary'}
              loading={busy && pressed === 'approve'}
              disabled={busy}
              onClick={() => decide('approve')}
            >
              {texts.proposals.approve}
            </LoadingButton>
            <Button size="small" variant="transparent" disabled={busy} onClick={() => decide('reject')}>
              {texts.proposals.reject}
            </Button>
          </Inline>
        ) : (
          <Text>{answer?.message || texts.proposals.states[state]}</Text>
        )}
        {state === 'approved' ? (
          <Inline>
            <LoadingButton size="small" loading={busy} onClick={() => decide('undo')}>
              {texts.proposals.undo}
            </LoadingButton>
          </Inline>
        ) : null}
        <ProblemNote title={texts.proposals.failed} problem={problem} />
      </Flex>
    </Tile>
  );
};
