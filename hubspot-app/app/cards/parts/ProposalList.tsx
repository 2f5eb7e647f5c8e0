import { Flex, Heading, Inline, LoadingButton, Text, Tile } from '@hubspot/ui-extensions';
import { Blocks } from '@liveprompt/kit';
import { useState } from 'react';
import type { ProposalView } from '#shared/cardView.ts';
import { decideProposal, type Decision } from '../api.ts';
import { useCardSession } from '../session.ts';
import { useAct } from '../useAct.ts';
import { ProblemNote } from './ProblemNote.tsx';

/** Changes that a conversation suggests and a person decides. */
export const ProposalList = ({ proposals }: { proposals: ProposalView[] }) => {
  const { words } = useCardSession();
  if (proposals.length === 0) return null;
  return (
    <Flex direction="column" gap="small">
      <Heading>{words.proposals}</Heading>
      {proposals.map((proposal) => (
        <Proposal key={proposal.id} proposal={proposal} />
      ))}
    </Flex>
  );
};

const Proposal = ({ proposal }: { proposal: ProposalView }) => {
  const { words, refreshRecord } = useCardSession();
  const { busy, problem, run } = useAct();
  const [pressed, setPressed] = useState('');
  const [{ state, message }, setDecision] = useState<Decision>({ state: proposal.state, message: null });
  const { text, acts } = proposal.states[state];
  const decide = (verb: string) => {
    setPressed(verb);
    run(
      () => decideProposal(proposal.id, verb),
      (decision) => {
        setDecision(decision);
        refreshRecord();
      },
    );
  };
  return (
    <Tile compact>
      <Flex direction="column" gap="extra-small">
        <Blocks blocks={proposal.blocks} />
        {text ? <Text>{message || text}</Text> : null}
        <Inline gap="small">
          {acts.map(({ verb, label, variant }) => (
            <LoadingButton
              key={verb}
              size="small"
              variant={variant}
              loading={busy && pressed === verb}
              disabled={busy}
              onClick={() => decide(verb)}
            >
              {label}
            </LoadingButton>
          ))}
        </Inline>
        <ProblemNote title={words.unchanged} problem={problem} />
      </Flex>
    </Tile>
  );
};
