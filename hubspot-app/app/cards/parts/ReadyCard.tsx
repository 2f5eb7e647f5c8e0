import { AutoGrid, Divider, Flex } from '@hubspot/ui-extensions';
import type { CardContent } from '../api.ts';
import { useCardSession } from '../session.ts';
import { ConversationList, type ConversationListProps } from './ConversationList.tsx';
import { FactList } from './FactList.tsx';
import { InsightList } from './InsightList.tsx';
import { ProposalList } from './ProposalList.tsx';
import { ScoreSummary } from './ScoreSummary.tsx';
import { TaskList } from './TaskList.tsx';

interface ReadyCardProps extends ConversationListProps {
  content: CardContent;
}

/** A sidebar is narrow and long, a tab shows the record beside its conversations. */
export const ReadyCard = ({ content, ...list }: ReadyCardProps) => {
  const { isWide } = useCardSession();
  const record = (
    <Flex direction="column" gap="medium">
      {content.proposals.length > 0 ? <ProposalList proposals={content.proposals} /> : null}
      <ScoreSummary score={content.score} trend={content.scoreTrend} />
      <FactList content={content} />
      <InsightList insights={content.insights} />
    </Flex>
  );
  const conversations = <ConversationList {...list} />;
  const tasks = <TaskList tasks={content.tasks} />;
  if (!isWide) {
    return (
      <Flex direction="column" gap="medium">
        {record}
        <Divider />
        {conversations}
        <Divider />
        {tasks}
      </Flex>
    );
  }
  return (
    <AutoGrid columnWidth={340} flexible gap="large">
      <Flex direction="column" gap="medium">
        {record}
        <Divider />
        {tasks}
      </Flex>
      {conversations}
    </AutoGrid>
  );
};
