import { Button, ErrorState, Flex, Text } from '@hubspot/ui-extensions';
import type { Problem } from './problem.ts';
import { kitTexts } from './texts.ts';

export interface ProblemStateProps {
  problem: Problem;
  onRetry: () => void;
  /** What could not be loaded. */
  title?: string;
  deniedTitle?: string;
}

/** Nothing could be loaded: why, and the next click. A lock where only another person can help. */
export const ProblemState = ({
  problem,
  onRetry,
  title = kitTexts.failed,
  deniedTitle = kitTexts.denied.title,
}: ProblemStateProps) => {
  const locked = problem.kind === 'denied' || problem.kind === 'not_connected';
  const titles = { denied: deniedTitle, not_connected: kitTexts.notConnected.title };
  return (
    <ErrorState
      title={locked ? titles[problem.kind as keyof typeof titles] : title}
      type={locked ? 'lock' : 'error'}
    >
      <Flex direction="column" gap="small" align="center">
        <Text>{problem.message}</Text>
        {problem.url ? (
          <Button variant="primary" href={{ url: problem.url, external: true }}>
            {kitTexts.actions.connect}
          </Button>
        ) : null}
        <Button variant={locked ? 'secondary' : 'primary'} onClick={onRetry}>
          {locked ? kitTexts.actions.checkAgain : kitTexts.actions.tryAgain}
        </Button>
      </Flex>
    </ErrorState>
  );
};
