import { Button, Flex, Inline, Link, StatusTag, Text } from '@hubspot/ui-extensions';
import { formatDateTime, shorten, type Viewer } from '@liveprompt/kit';
import type { CardConversation } from '#shared/card.ts';
import { syncAgain } from '../api.ts';
import { useCardSession } from '../session.ts';
import { texts } from '../texts.ts';
import { useAct } from '../useAct.ts';
import { joined, percentText } from '../words.ts';
import { ConversationInsights } from './ConversationInsights.tsx';
import { SummaryButton } from './SummaryButton.tsx';
import { WrongRecordButton } from './WrongRecordButton.tsx';

const SENTIMENT_VARIANT = { positive: 'success', neutral: 'default', negative: 'danger' } as const;

/** One conversation: when, how it felt, its beginning, what came up, and why it is here. */
export const Conversation = ({ conversation }: { conversation: CardConversation }) => {
  const { viewer, isWide } = useCardSession();
  const { sentiment, brief } = conversation;
  return (
    <Flex direction="column" gap="extra-small">
      <Text variant="microcopy">{metaOf(conversation, viewer)}</Text>
      {sentiment ? (
        <StatusTag variant={SENTIMENT_VARIANT[sentiment]}>
          {texts.conversations.sentiments[sentiment]}
        </StatusTag>
      ) : null}
      <Text>{shorten(brief, isWide ? 600 : 240) || texts.conversations.noBrief}</Text>
      {isWide ? <ConversationInsights insights={conversation.insights} /> : null}
      <Text variant="microcopy">{reasonOf(conversation.matchedBy, viewer)}</Text>
      <Inline gap="small" align="center">
        <SummaryButton conversation={conversation} />
        <ActivityLink conversation={conversation} />
        <WrongRecordButton conversation={conversation} />
        <ResyncButton sessionId={conversation.sessionId} />
      </Inline>
    </Flex>
  );
};

const ActivityLink = ({ conversation: { objects } }: { conversation: CardConversation }) => {
  const labels: Record<string, string> = texts.conversations.openActivity;
  const activity = objects.find(({ type }) => Object.hasOwn(labels, type));
  return activity ? <Link href={activity.url}>{labels[activity.type]}</Link> : null;
};

const ResyncButton = ({ sessionId }: { sessionId: string }) => {
  const { tell } = useCardSession();
  const { busy, problem, run } = useAct();
  return (
    <>
      <Button
        size="extra-small"
        variant="transparent"
        disabled={busy}
        onClick={() =>
          run(
            () => syncAgain(sessionId),
            () => tell('success', texts.resync.done),
          )
        }
      >
        {texts.resync.action}
      </Button>
      {problem ? <Text variant="microcopy">{problem.message}</Text> : null}
    </>
  );
};

/** `Sales · Nov 20, 2026, 3:30 PM · 31 min`, without what is not known. */
function metaOf({ kind, startedAt, durationMinutes }: CardConversation, viewer: Viewer): string {
  const minutes = durationMinutes === null ? '' : texts.conversations.minutes(durationMinutes);
  return joined(texts.conversations.kinds[kind], formatDateTime(startedAt, viewer), minutes);
}

/** A link that leaves no doubt needs no figure. */
function reasonOf({ rule, evidence, confidence }: CardConversation['matchedBy'], viewer: Viewer): string {
  const why = shorten(evidence, 160).replace(/\.$/, '');
  const sure =
    confidence === null || confidence >= 1
      ? ''
      : ` ${texts.conversations.sure(percentText(confidence, viewer))}`;
  return `${texts.conversations.linked(rule, why || texts.conversations.byRule(rule))}${sure}.`;
}
