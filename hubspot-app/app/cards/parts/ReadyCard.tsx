import { AutoGrid, Divider, Flex } from '@hubspot/ui-extensions';
import { Blocks } from '@liveprompt/kit';
import { useCardSession } from '../session.ts';
import { ConversationList, type ConversationListProps } from './ConversationList.tsx';
import { ProposalList } from './ProposalList.tsx';
import { TaskList } from './TaskList.tsx';

/** A sidebar is narrow and long, a tab shows the record beside its conversations. */
export const ReadyCard = (list: ConversationListProps) => {
  const { isWide } = useCardSession();
  const { proposals, record, tasks } = list.shown.view;
  const conversations = <ConversationList {...list} />;
  const column = (
    <Flex direction="column" gap="medium">
      <ProposalList proposals={proposals} />
      <Blocks blocks={record} />
      <Divider />
      {isWide ? null : (
        <>
          {conversations}
          <Divider />
        </>
      )}
      <TaskList tasks={tasks} />
    </Flex>
  );
  return isWide ? (
    <AutoGrid columnWidth={340} flexible gap="large">
      {column}
      {conversations}
    </AutoGrid>
  ) : (
    column
  );
};
