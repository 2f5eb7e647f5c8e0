import {
  Button,
  Flex,
  Link,
  LoadingButton,
  LoadingSpinner,
  Panel,
  PanelBody,
  PanelFooter,
  PanelSection,
} from '@hubspot/ui-extensions';
import { Blocks } from '@liveprompt/kit';
import { useState } from 'react';
import type { ConversationSummary } from '#shared/card.ts';
import type { ConversationView } from '#shared/cardView.ts';
import { fetchSummary } from '../api.ts';
import { useCardSession } from '../session.ts';
import { useAct } from '../useAct.ts';
import { ProblemNote } from './ProblemNote.tsx';

/** The whole summary beside the record. It is asked for when somebody opens it, not with the card. */
export const SummaryButton = ({ conversation }: { conversation: ConversationView }) => {
  const { words, reading } = useCardSession();
  const [summary, setSummary] = useState<ConversationSummary | null>(null);
  const { busy, problem, run } = useAct();
  const next = summary?.nextCursor;
  const load = () =>
    run(
      () => fetchSummary(conversation, reading, next ?? undefined),
      (page) => setSummary({ ...page, blocks: [...(summary?.blocks ?? []), ...page.blocks] }),
    );
  return (
    <Button
      size="extra-small"
      onClick={() => (summary ? undefined : load())}
      overlay={
        <Panel id={`summary-${conversation.sessionId}`} title={conversation.title} width="medium">
          <PanelBody>
            <PanelSection>
              <Flex direction="column" gap="small">
                <Blocks blocks={summary?.blocks ?? []} />
                {busy && !summary ? <LoadingSpinner label={words.summaryLoading} showLabel /> : null}
                <ProblemNote title={words.summaryFailed} problem={problem} />
                {problem || next ? (
                  <LoadingButton size="small" loading={busy} onClick={load}>
                    {problem ? words.tryAgain : words.summaryMore}
                  </LoadingButton>
                ) : null}
              </Flex>
            </PanelSection>
          </PanelBody>
          <PanelFooter>
            <Link href={{ url: conversation.url, external: true }}>{words.atLiveprompt}</Link>
          </PanelFooter>
        </Panel>
      }
    >
      {words.summary}
    </Button>
  );
};
