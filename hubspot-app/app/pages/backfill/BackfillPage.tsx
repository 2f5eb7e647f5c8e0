import { Flex, Text } from '@hubspot/ui-extensions';
import { PageTitle } from '@hubspot/ui-extensions/pages';
import type { Backfill } from '#shared/backfill.ts';
import { Await } from '../parts/Await.tsx';
import { usePagedList } from '../parts/usePagedList.ts';
import { useMayChange } from '../parts/useViewer.ts';
import { texts } from '../texts.ts';
import { BackfillForm } from './BackfillForm.tsx';
import { BackfillTile } from './BackfillTile.tsx';

const words = texts.backfill;

/** Past conversations, synced again: preview what it would do and cost, then start, pause or stop it. */
export const BackfillPage = () => {
  const list = usePagedList<Backfill>('/backfill');
  const mayChange = useMayChange();
  return (
    <Flex direction="column" gap="medium">
      <PageTitle>{words.title}</PageTitle>
      <Text>{mayChange ? words.intro : words.readOnly}</Text>
      {mayChange ? <BackfillForm onStarted={list.reload} /> : null}
      <Await loaded={list} words={words}>
        {({ items }, loadedAt) =>
          items.length === 0 ? (
            <Text variant="microcopy">{words.none}</Text>
          ) : (
            items.map((backfill) => (
              <BackfillTile
                key={backfill.id}
                backfill={backfill}
                loadedAt={loadedAt}
                mayChange={mayChange}
                onChanged={(changed) => list.put((row) => (row.id === changed.id ? changed : row))}
                onRefresh={list.reload}
              />
            ))
          )
        }
      </Await>
    </Flex>
  );
};
