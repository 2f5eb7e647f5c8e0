import { Flex, Inline, Link, StatusTag, Text } from '@hubspot/ui-extensions';
import { formatDateTime, shorten, type Viewer } from '@liveprompt/kit';
import type { CardConversation, CardObject } from '#shared/card.ts';
import { texts } from '../texts.ts';

const BRIEF_LENGTH = 240;
const SENTIMENT_VARIANT = { positive: 'success', neutral: 'default', negative: 'danger' } as const;
const ACTIVITY_LINKS: Record<string, string> = {
  meeting: texts.actions.openMeeting,
  call: texts.actions.openCall,
};

interface ConversationProps {
  conversation: CardConversation;
  viewer: Viewer;
}

export const Conversation = ({ conversation, viewer }: ConversationProps) => {
  const { sentiment, brief, matchedBy, url } = conversation;
  const activity = conversation.objects.find(({ type }) => Object.hasOwn(ACTIVITY_LINKS, type));
  return (
    <Flex direction="column" gap="extra-small">
      <Text variant="microcopy">{metaOf(conversation, viewer)}</Text>
      {sentiment ? (
        <StatusTag variant={SENTIMENT_VARIANT[sentiment]}>
          {texts.conversations.sentiments[sentiment]}
        </StatusTag>
      ) : null}
      <Text>{shorten(brief, BRIEF_LENGTH) || texts.conversations.noBrief}</Text>
      <Text variant="microcopy">{reasonOf(matchedBy)}</Text>
      <Inline gap="medium">
        <Link href={{ url, external: true }}>{texts.actions.fullSummary}</Link>
        {activity ? <ActivityLink activity={activity} /> : null}
      </Inline>
    </Flex>
  );
};

const ActivityLink = ({ activity }: { activity: CardObject }) => (
  <Link href={activity.url}>{ACTIVITY_LINKS[activity.type]}</Link>
);

/** `Sales · Nov 20, 2026, 3:30 PM · 31 min`, without what is not known. */
function metaOf({ kind, startedAt, durationMinutes }: CardConversation, viewer: Viewer): string {
  return [
    texts.conversations.kinds[kind],
    formatDateTime(startedAt, viewer),
    durationMinutes === null ? '' : texts.conversations.minutes(durationMinutes),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function reasonOf({ rule, evidence }: CardConversation['matchedBy']): string {
  const why = shorten(evidence, 160).replace(/\.$/, '');
  return texts.conversations.linked(rule, why || texts.conversations.byRule(rule));
}
