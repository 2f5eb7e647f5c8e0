import {
  Accordion,
  Alert,
  Flex,
  Heading,
  LoadingButton,
  LoadingSpinner,
  Select,
  Text,
} from '@hubspot/ui-extensions';
import { useCardSession } from '../session.ts';
import { texts } from '../texts.ts';
import type { Shown, UseCard } from '../useCard.ts';
import { Conversation } from './Conversation.tsx';

export interface ConversationListProps extends Pick<UseCard, 'showMore' | 'showKind'> {
  shown: Shown;
}

/** The newest conversation in full, the earlier ones one click away; a tab has room for three. */
export const ConversationList = ({ shown, showMore, showKind }: ConversationListProps) => {
  const { words } = useCardSession();
  const { view, kind, nextCursor, pending } = shown;
  const problem = pending !== null && typeof pending === 'object' ? pending : null;
  return (
    <Flex direction="column" gap="medium">
      <Heading>{words.conversations}</Heading>
      {view.kinds.length > 0 ? (
        <Select
          name="kind"
          label={words.filter}
          value={kind}
          options={view.kinds}
          onChange={(chosen) => showKind(String(chosen))}
        />
      ) : null}
      {pending === 'kind' ? <LoadingSpinner label={texts.loading} /> : null}
      {view.conversations.length === 0 ? <Text>{view.none}</Text> : null}
      {view.conversations.map((conversation, index) =>
        index < view.openCount ? (
          <Flex key={conversation.sessionId} direction="column" gap="extra-small">
            <Text format={{ fontWeight: 'demibold' }}>{conversation.title}</Text>
            <Conversation conversation={conversation} />
          </Flex>
        ) : (
          <Accordion key={conversation.sessionId} title={conversation.line} size="small">
            <Conversation conversation={conversation} />
          </Accordion>
        ),
      )}
      {problem ? (
        <Alert title={words.moreFailed} variant="warning">
          {problem.message}
        </Alert>
      ) : null}
      {nextCursor ? (
        <LoadingButton size="small" loading={pending === 'more'} onClick={showMore}>
          {problem ? words.tryAgain : words.more}
        </LoadingButton>
      ) : null}
    </Flex>
  );
};
