import { Divider, Flex, LoadingSpinner, useExtensionContext } from '@hubspot/ui-extensions';
import { createViewer, ProblemState, type Viewer } from '@liveprompt/kit';
import type { CardContent, CardKind } from '../api.ts';
import { texts } from '../texts.ts';
import { useCard } from '../useCard.ts';
import { ConversationList, type MoreProps } from './ConversationList.tsx';
import { FactList } from './FactList.tsx';
import { ScoreSummary } from './ScoreSummary.tsx';
import { NothingYet } from './NothingYet.tsx';
import { TaskList } from './TaskList.tsx';

/** The whole card of one record; contact and deal differ by their address and the next step only. */
export const RecordCard = ({ kind }: { kind: CardKind }) => {
  const { crm, user, portal } = useExtensionContext<'crm.record.sidebar'>();
  const { load, reload, showMore } = useCard(kind, crm.objectId);

  if (load.status === 'loading') return <LoadingSpinner label={texts.loading} showLabel layout="centered" />;
  if (load.status === 'failed') {
    return (
      <ProblemState
        problem={load.problem}
        onRetry={reload}
        title={texts.error.title}
        deniedTitle={texts.denied.title}
      />
    );
  }

  const { content, loadedAt, more } = load;
  if (content.state !== 'ready') {
    return <NothingYet kind={kind} state={content.state} content={content} onRetry={reload} />;
  }
  const viewer = createViewer(user.locale ?? user.language, portal.timezone, loadedAt);
  return <ReadyState content={content} viewer={viewer} more={more} onShowMore={showMore} />;
};

interface ReadyStateProps extends MoreProps {
  content: CardContent;
  viewer: Viewer;
}

const ReadyState = ({ content, viewer, more, onShowMore }: ReadyStateProps) => (
  <Flex direction="column" gap="medium">
    <ScoreSummary score={content.score} />
    <FactList content={content} viewer={viewer} />
    <Divider />
    <ConversationList content={content} viewer={viewer} more={more} onShowMore={onShowMore} />
    <Divider />
    <TaskList tasks={content.tasks} viewer={viewer} />
  </Flex>
);
