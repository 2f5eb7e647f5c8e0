import { Alert, Inline, LoadingButton } from '@hubspot/ui-extensions';
import { texts } from '../texts.ts';
import type { PagedList } from './usePagedList.ts';

/** The end of a list that goes on. */
export function ShowMore<Row>({ list }: { list: PagedList<Row> }) {
  const { state, more, showMore } = list;
  if (state.status !== 'loaded' || state.body.nextCursor === null) return null;
  return (
    <>
      {typeof more === 'object' ? (
        <Alert title={texts.notDone} variant="warning">
          {more.message}
        </Alert>
      ) : null}
      <Inline>
        <LoadingButton loading={more === 'loading'} onClick={showMore}>
          {texts.showMore}
        </LoadingButton>
      </Inline>
    </>
  );
}
