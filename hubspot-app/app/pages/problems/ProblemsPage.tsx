import { Button, EmptyState, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import { PageTitle } from '@hubspot/ui-extensions/pages';
import type { SyncRow } from '#shared/ledger.ts';
import { Await } from '../parts/Await.tsx';
import { ShowMore } from '../parts/ShowMore.tsx';
import { useAction } from '../parts/useAction.ts';
import { usePagedList } from '../parts/usePagedList.ts';
import { useMayChange, useViewer } from '../parts/useViewer.ts';
import { texts } from '../texts.ts';
import { ProblemTile } from './ProblemTile.tsx';

const words = texts.problems;
const ACCEPTED = { method: 'POST', expects: [] } as const;

/** What did not get into HubSpot, why, and the next click. */
export const ProblemsPage = () => {
  const list = usePagedList<SyncRow>('/syncs?problems=true');
  const action = useAction();
  const mayChange = useMayChange();
  return (
    <Flex direction="column" gap="medium">
      <PageTitle>{words.title}</PageTitle>
      <Await loaded={list} words={words}>
        {({ items }, loadedAt) =>
          items.length === 0 ? (
            <EmptyState title={words.none} layout="vertical" imageName="target" imageWidth={120}>
              <Text>{words.noneMessage}</Text>
              <Button onClick={list.reload}>{texts.checkAgain}</Button>
            </EmptyState>
          ) : (
            <Problems rows={items} list={list} action={action} mayChange={mayChange} loadedAt={loadedAt} />
          )
        }
      </Await>
      <ShowMore list={list} />
    </Flex>
  );
};

interface ProblemsProps {
  rows: SyncRow[];
  list: ReturnType<typeof usePagedList<SyncRow>>;
  action: ReturnType<typeof useAction>;
  mayChange: boolean;
  loadedAt: Date;
}

const Problems = ({ rows, list, action, mayChange, loadedAt }: ProblemsProps) => {
  const viewer = useViewer(loadedAt);
  const gone = (sessionId: string) => list.put((row) => (row.sessionId === sessionId ? null : row));
  const retry = ({ sessionId }: SyncRow) =>
    action.run(
      `retry-${sessionId}`,
      `/syncs/${encodeURIComponent(sessionId)}/retry`,
      ACCEPTED,
      words.retried,
      () => gone(sessionId),
    );
  const dismiss = ({ sessionId }: SyncRow) =>
    action.run(
      `dismiss-${sessionId}`,
      `/syncs/${encodeURIComponent(sessionId)}/dismiss`,
      ACCEPTED,
      words.dismissed,
      () => gone(sessionId),
    );
  return (
    <>
      <Flex direction="row" gap="small" align="center" justify="between">
        <Text>{mayChange ? words.intro : words.readOnly}</Text>
        {mayChange ? (
          <LoadingButton
            variant="primary"
            loading={action.busy === 'all'}
            disabled={action.busy !== null}
            onClick={() => action.run('all', '/syncs/retry', ACCEPTED, words.allRetried, () => list.reload())}
          >
            {words.retryAll}
          </LoadingButton>
        ) : null}
      </Flex>
      {rows.map((row) => (
        <ProblemTile
          key={row.sessionId}
          row={row}
          viewer={viewer}
          busy={action.busy}
          onRetry={mayChange ? () => retry(row) : undefined}
          onDismiss={mayChange ? () => dismiss(row) : undefined}
        />
      ))}
    </>
  );
};
