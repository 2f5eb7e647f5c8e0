import { Flex, LoadingButton } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Proposal, ProposalDecisions, ProposalState } from '#shared/proposal.ts';
import { FilteredList } from '../parts/FilteredList.tsx';
import { useAction } from '../parts/useAction.ts';
import { usePagedList } from '../parts/usePagedList.ts';
import { useMayChange, useViewer } from '../parts/useViewer.ts';
import { texts } from '../texts.ts';
import { ProposalTile } from './ProposalTile.tsx';

const words = texts.proposals;
const FILTERS = Object.entries(words.states).map(([value, label]) => ({ value, label }));
const DECIDED = ['results'] as const;

/** Stage and field changes that wait for a person, to be decided one by one or together. */
export const ProposalsPage = () => {
  const [state, setState] = useState<ProposalState>('open');
  const list = usePagedList<Proposal>(`/proposals?state=${state}`);
  return (
    <FilteredList
      list={list}
      words={words}
      filter={state}
      filters={FILTERS}
      onFilter={setState}
      emptyMessage={state === 'open' ? words.noneMessage : words.noneOfState}
      image="deals"
    >
      {(items, loadedAt) => <Proposals items={items} list={list} loadedAt={loadedAt} />}
    </FilteredList>
  );
};

interface ProposalsProps {
  items: Proposal[];
  list: ReturnType<typeof usePagedList<Proposal>>;
  loadedAt: Date;
}

const Proposals = ({ items, list, loadedAt }: ProposalsProps) => {
  const viewer = useViewer(loadedAt);
  const action = useAction();
  const mayChange = useMayChange();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const open = items.filter(({ state }) => state === 'open').map(({ id }) => id);
  const ids = chosen.filter((id) => open.includes(id));

  const decide = (decision: 'approve' | 'reject') =>
    action.run<ProposalDecisions>(
      decision,
      '/proposals/decide',
      { method: 'POST', body: { ids, decision }, expects: DECIDED },
      ({ results }) => words.decided(results.filter(({ ok }) => ok).length, results.length),
      () => {
        setChosen([]);
        list.reload();
      },
    );
  const one = (id: string, verb: 'approve' | 'reject' | 'undo') =>
    action.run<Proposal>(
      `${verb}-${id}`,
      `/proposals/${encodeURIComponent(id)}/${verb}`,
      { method: 'POST', expects: ['state'] },
      (answer) => answer.message ?? words.ended[answer.state],
      (answer) => list.put((row) => (row.id === id ? answer : row)),
    );

  return (
    <>
      {mayChange && open.length > 0 ? (
        <Flex direction="row" gap="small">
          <LoadingButton
            variant="primary"
            loading={action.busy === 'approve'}
            disabled={action.busy !== null || ids.length === 0}
            onClick={() => decide('approve')}
          >
            {words.approveChosen(ids.length)}
          </LoadingButton>
          <LoadingButton
            loading={action.busy === 'reject'}
            disabled={action.busy !== null || ids.length === 0}
            onClick={() => decide('reject')}
          >
            {words.rejectChosen(ids.length)}
          </LoadingButton>
        </Flex>
      ) : null}
      {items.map((proposal) => (
        <ProposalTile
          key={proposal.id}
          proposal={proposal}
          viewer={viewer}
          busy={action.busy}
          mayChange={mayChange}
          chosen={ids.includes(proposal.id)}
          onChoose={(on) =>
            setChosen(on ? [...ids, proposal.id] : ids.filter((other) => other !== proposal.id))
          }
          onDecide={(verb) => one(proposal.id, verb)}
        />
      ))}
    </>
  );
};
