import { Accordion, Alert, Flex, Heading, LoadingButton, Text } from '@hubspot/ui-extensions';
import { formatDay, shorten, type Problem, type Viewer } from '@liveprompt/kit';
import type { CardContent } from '../api.ts';
import { texts } from '../texts.ts';
import { Conversation } from './Conversation.tsx';

export interface MoreProps {
  more: 'idle' | 'loading' | Problem;
  onShowMore: () => void;
}

interface ConversationListProps extends MoreProps {
  content: CardContent;
  viewer: Viewer;
}

/** The newest conversation in full, the earlier ones one click away: a sidebar is narrow and long. */
export const ConversationList = ({ content, viewer, more, onShowMore }: ConversationListProps) => {
  const [newest, ...earlier] = content.conversations;
  return (
    <Flex direction="column" gap="small">
      <Heading>{texts.conversations.title}</Heading>
      {newest ? (
        <>
          <Text format={{ fontWeight: 'demibold' }}>{titleOf(newest.title)}</Text>
          <Conversation conversation={newest} viewer={viewer} />
        </>
      ) : (
        <Text>{texts.states.empty}</Text>
      )}
      {earlier.map((conversation) => (
        <Accordion
          key={conversation.sessionId}
          title={[titleOf(conversation.title), formatDay(conversation.startedAt, viewer)].join(' · ')}
          size="small"
        >
          <Conversation conversation={conversation} viewer={viewer} />
        </Accordion>
      ))}
      {typeof more === 'object' ? (
        <Alert title={texts.error.more} variant="warning">
          {more.message}
        </Alert>
      ) : null}
      {content.nextCursor === null ? null : (
        <LoadingButton size="small" loading={more === 'loading'} onClick={onShowMore}>
          {typeof more === 'object' ? texts.actions.tryAgain : texts.actions.showMore}
        </LoadingButton>
      )}
    </Flex>
  );
};

function titleOf(title: string): string {
  return shorten(title, 80) || texts.conversations.untitled;
}
