import { Button, EmptyState, ErrorState, Flex, Text } from '@hubspot/ui-extensions';
import type { CardState } from '#shared/card.ts';
import type { CardContent, CardKind, Problem } from '../api.ts';
import { texts } from '../texts.ts';

type QuietStateName = Exclude<CardState, 'ready'>;

const IMAGES = { empty: 'meetings', not_connected: 'integrations', reconnect_required: 'lock' } as const;

interface QuietStateProps {
  kind: CardKind;
  state: QuietStateName;
  content: CardContent;
  onRetry: () => void;
}

/** Nothing to show and nothing broken: says why, and offers the one next click. */
export const QuietState = ({ kind, state, content, onRetry }: QuietStateProps) => {
  const words = state === 'empty' ? texts.messages.empty[kind] : texts.messages[state];
  return (
    <EmptyState
      title={texts.states[state]}
      layout="vertical"
      imageName={IMAGES[state]}
      imageWidth={120}
      flush
    >
      <Flex direction="column" gap="small" align="center">
        <Text>{content.message || words}</Text>
        {content.actionUrl ? (
          <Button variant="primary" href={{ url: content.actionUrl, external: true }}>
            {texts.actions[state]}
          </Button>
        ) : null}
        {/* Whoever connects does it in another tab, and comes back to this card. */}
        <Button variant={content.actionUrl ? 'transparent' : 'secondary'} size="small" onClick={onRetry}>
          {texts.actions.checkAgain}
        </Button>
      </Flex>
    </EmptyState>
  );
};

export const ProblemState = ({ problem, onRetry }: { problem: Problem; onRetry: () => void }) => {
  const denied = problem.kind === 'denied';
  return (
    <ErrorState title={denied ? texts.denied.title : texts.error.title} type={denied ? 'lock' : 'error'}>
      <Flex direction="column" gap="small" align="center">
        <Text>{problem.message}</Text>
        <Button variant={denied ? 'secondary' : 'primary'} onClick={onRetry}>
          {denied ? texts.actions.checkAgain : texts.actions.tryAgain}
        </Button>
      </Flex>
    </ErrorState>
  );
};
