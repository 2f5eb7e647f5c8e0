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
import { formatDay } from '@liveprompt/kit';
import type { CardConversation, ConversationKind } from '#shared/card.ts';
import type { KindFilter } from '../api.ts';
import { useCardSession } from '../session.ts';
import { texts } from '../texts.ts';
import type { ConversationPages } from '../useCard.ts';
import { joined, titleOf } from '../words.ts';
import { Conversation } from './Conversation.tsx';

export interface ConversationListProps {
  pages: ConversationPages;
  onShowMore: () => void;
  onShowKind: (kind: KindFilter) => void;
}

const OPEN_ON_TAB = 3;
const KINDS = Object.keys(texts.conversations.kinds) as ConversationKind[];

/** The newest conversation in full, the earlier ones one click away; a tab has room for three. */
export const ConversationList = ({ pages, onShowMore, onShowKind }: ConversationListProps) => {
  const { isWide } = useCardSession();
  const { conversations, kind, nextCursor, pending } = pages;
  const openCount = isWide ? OPEN_ON_TAB : 1;
  return (
    <Flex direction="column" gap="small">
      <Heading>{texts.conversations.title}</Heading>
      <KindSelect pages={pages} onShowKind={onShowKind} />
      {pending === 'kind' ? <LoadingSpinner label={texts.loading} /> : null}
      {conversations.length === 0 ? (
        <Text>
          {kind === '' ? texts.states.empty : texts.conversations.none(texts.conversations.kinds[kind])}
        </Text>
      ) : null}
      {conversations.slice(0, openCount).map((conversation) => (
        <Flex key={conversation.sessionId} direction="column" gap="extra-small">
          <Text format={{ fontWeight: 'demibold' }}>{titleOf(conversation)}</Text>
          <Conversation conversation={conversation} />
        </Flex>
      ))}
      {conversations.slice(openCount).map((conversation) => (
        <Earlier key={conversation.sessionId} conversation={conversation} />
      ))}
      {typeof pending === 'object' ? (
        <Alert title={texts.error.more} variant="warning">
          {pending.message}
        </Alert>
      ) : null}
      {nextCursor === null ? null : (
        <LoadingButton size="small" loading={pending === 'more'} onClick={onShowMore}>
          {typeof pending === 'object' ? texts.actions.tryAgain : texts.actions.showMore}
        </LoadingButton>
      )}
    </Flex>
  );
};

const Earlier = ({ conversation }: { conversation: CardConversation }) => {
  const { viewer } = useCardSession();
  return (
    <Accordion title={joined(titleOf(conversation), formatDay(conversation.startedAt, viewer))} size="small">
      <Conversation conversation={conversation} />
    </Accordion>
  );
};

/** Only where there is something to choose: conversations of several kinds, or more than are shown. */
const KindSelect = ({ pages, onShowKind }: Omit<ConversationListProps, 'onShowMore'>) => {
  const { conversations, kind, nextCursor } = pages;
  const kinds = new Set(conversations.map((conversation) => conversation.kind));
  if (kind === '' && kinds.size < 2 && nextCursor === null) return null;
  return (
    <Select
      name="kind"
      label={texts.conversations.filter}
      value={kind}
      options={[
        { label: texts.conversations.all, value: '' },
        ...KINDS.map((value) => ({ label: texts.conversations.kinds[value], value })),
      ]}
      onChange={(chosen) => onShowKind(KINDS.find((one) => one === chosen) ?? '')}
    />
  );
};
