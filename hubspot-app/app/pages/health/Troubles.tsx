import { Alert, Flex, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { Health } from '#shared/health.ts';
import { texts } from '../texts.ts';

const words = texts.health.troubles;

/** The troubles that are known to happen, each shown only where it is there, with its next click. */
export const Troubles = ({ health: { status, queue } }: { health: Health }) => {
  const lost = status === 'reconnect_required' || status === 'not_connected';
  return (
    <Flex direction="column" gap="small">
      {lost ? (
        <Alert title={words.access[status].title} variant="danger">
          {words.access[status].next}
        </Alert>
      ) : null}
      {queue.failed > 0 ? (
        <Alert title={words.failed(queue.failed)} variant="warning">
          <Text>{words.failedNext}</Text>
          <PageLink to="/problems">{words.toProblems}</PageLink>
        </Alert>
      ) : null}
      {queue.held > 0 && !lost ? (
        <Alert title={words.held(queue.held)} variant="info">
          <Text>{words.heldNext}</Text>
          <PageLink to="/usage">{words.toUsage}</PageLink>
        </Alert>
      ) : null}
    </Flex>
  );
};
