import { Button, Flex, Inline, Link, Text } from '@hubspot/ui-extensions';
import { Blocks } from '@liveprompt/kit';
import type { ConversationView } from '#shared/cardView.ts';
import { syncAgain } from '../api.ts';
import { useCardSession } from '../session.ts';
import { useAct } from '../useAct.ts';
import { ProblemNote } from './ProblemNote.tsx';
import { SummaryButton } from './SummaryButton.tsx';
import { WrongRecordButton } from './WrongRecordButton.tsx';

/** One conversation: when, how it felt, its beginning, why it is here, and what can be done about it. */
export const Conversation = ({ conversation }: { conversation: ConversationView }) => {
  const { words, tell } = useCardSession();
  const { busy, problem, run } = useAct();
  const { activity, blocks, sessionId } = conversation;
  const resync = () =>
    run(
      () => syncAgain(sessionId),
      () => tell(words.resynced),
    );
  return (
    <Flex direction="column" gap="extra-small">
      <Blocks blocks={blocks} />
      <Inline gap="small" align="center">
        <SummaryButton conversation={conversation} />
        {activity ? (
          <Text variant="microcopy">
            <Link href={activity.url}>{activity.label}</Link>
          </Text>
        ) : null}
        <WrongRecordButton conversation={conversation} />
        <Button size="extra-small" variant="transparent" disabled={busy} onClick={resync}>
          {words.resync}
        </Button>
      </Inline>
      <ProblemNote title={words.unchanged} problem={problem} />
    </Flex>
  );
};
