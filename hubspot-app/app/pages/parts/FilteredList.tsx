import { EmptyState, Flex, Select, Text, type EmptyStateProps } from '@hubspot/ui-extensions';
import { PageTitle } from '@hubspot/ui-extensions/pages';
import type { ReactNode } from 'react';
import { Await } from './Await.tsx';
import { ShowMore } from './ShowMore.tsx';
import type { PagedList } from './usePagedList.ts';

interface FilteredListProps<Row, Filter extends string> {
  list: PagedList<Row>;
  words: { title: string; loading: string; failed: string; filter: string; none: string };
  filter: Filter;
  filters: { label: string; value: string }[];
  onFilter: (filter: Filter) => void;
  /** Why the list is empty, and what would fill it. */
  emptyMessage: string;
  image: EmptyStateProps['imageName'];
  children: (items: Row[], loadedAt: Date) => ReactNode;
}

/** A page that is one list: its filter, its rows or the reason why there are none, and the way to more. */
export function FilteredList<Row, Filter extends string>({
  list,
  words,
  filter,
  filters,
  onFilter,
  emptyMessage,
  image,
  children,
}: FilteredListProps<Row, Filter>) {
  return (
    <Flex direction="column" gap="medium">
      <PageTitle>{words.title}</PageTitle>
      <Select
        name="filter"
        label={words.filter}
        value={filter}
        options={filters}
        onChange={(value) => onFilter(value as Filter)}
      />
      <Await loaded={list} words={words}>
        {({ items }, loadedAt) =>
          items.length === 0 ? (
            <EmptyState title={words.none} layout="vertical" imageName={image} imageWidth={120}>
              <Text>{emptyMessage}</Text>
            </EmptyState>
          ) : (
            children(items, loadedAt)
          )
        }
      </Await>
      <ShowMore list={list} />
    </Flex>
  );
}
