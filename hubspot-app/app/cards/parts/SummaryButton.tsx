import {
  Button,
  Flex,
  Link,
  List,
  LoadingButton,
  LoadingSpinner,
  Panel,
  PanelBody,
  PanelFooter,
  PanelSection,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { CardConversation, ConversationSummary, SummaryBlock } from '#shared/card.ts';
import { fetchSummary } from '../api.ts';
import { texts } from '../texts.ts';
import { useAct } from '../useAct.ts';
import { titleOf } from '../words.ts';
import { ConversationInsights } from './ConversationInsights.tsx';
import { ProblemNote } from './ProblemNote.tsx';

/** The whole summary beside the record. It is asked for when somebody opens it, not with the card. */
export const SummaryButton = ({ conversation }: { conversation: CardConversation }) => {
  const [summary, setSummary] = useState<ConversationSummary | null>(null);
  const { busy, problem, run } = useAct();
  const load = (cursor?: string) =>
    run(
      () => fetchSummary(conversation, cursor),
      (page) => setSummary((known) => ({ ...page, blocks: [...(known?.blocks ?? []), ...page.blocks] })),
    );
  const next = summary?.nextCursor;
  return (
    <Button
      size="extra-small"
      onClick={() => (summary === null ? load() : undefined)}
      overlay={
        <Panel id={`summary-${conversation.sessionId}`} title={titleOf(conversation)} width="medium">
          <PanelBody>
            <PanelSection>
              <Flex direction="column" gap="small">
                <ConversationInsights insights={conversation.insights} />
                {summary?.blocks.map((block, index) => (
                  <Block key={index} block={block} />
                ))}
                {busy && summary === null ? <LoadingSpinner label={texts.summary.loading} showLabel /> : null}
                <ProblemNote title={texts.summary.failed} problem={problem} />
                {problem || next ? (
                  <LoadingButton size="small" loading={busy} onClick={() => load(next ?? undefined)}>
                    {problem ? texts.actions.tryAgain : texts.summary.more}
                  </LoadingButton>
                ) : null}
              </Flex>
            </PanelSection>
          </PanelBody>
          <PanelFooter>
            <Link href={{ url: conversation.url, external: true }}>{texts.summary.atLiveprompt}</Link>
          </PanelFooter>
        </Panel>
      }
    >
      {texts.summary.open}
    </Button>
  );
};

const Block = ({ block }: { block: SummaryBlock }) => {
  switch (block.type) {
    case 'heading':
      return <Text format={{ fontWeight: 'demibold' }}>{block.text}</Text>;
    case 'quote':
      return <Text format={{ italic: true }}>{block.text}</Text>;
    case 'list':
      return (
        <List variant={block.ordered ? 'ordered' : 'unordered'}>
          {block.items.map((item, index) => (
            <Text key={index}>{item}</Text>
          ))}
        </List>
      );
    default:
      return <Text>{block.text}</Text>;
  }
};
