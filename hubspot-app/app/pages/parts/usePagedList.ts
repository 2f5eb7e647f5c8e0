import { callApi, useLoaded, type Problem, type UseLoaded } from '@liveprompt/kit';
import { useState } from 'react';

export interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
}

export interface PagedList<Row> extends UseLoaded<Page<Row>> {
  more: 'idle' | 'loading' | Problem;
  showMore: () => void;
  /** Shows a row as it is by now, or takes it out. */
  put: (change: (row: Row) => Row | null) => void;
}

const LIST = { expects: ['items', 'nextCursor'] } as const;

/** A list that comes page by page, newest first. */
export function usePagedList<Row>(path: `/${string}`): PagedList<Row> {
  const loaded = useLoaded<Page<Row>>(path, LIST);
  const [more, setMore] = useState<PagedList<Row>['more']>('idle');
  const page = loaded.state.status === 'loaded' ? loaded.state.body : null;

  return {
    ...loaded,
    more,
    showMore: () => {
      if (!page?.nextCursor || more === 'loading') return;
      setMore('loading');
      const next = `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(page.nextCursor)}`;
      void callApi<Page<Row>>(next as `/${string}`, LIST).then((answer) => {
        setMore(answer.ok ? 'idle' : answer.problem);
        if (answer.ok) loaded.replace({ ...answer.body, items: [...page.items, ...answer.body.items] });
      });
    },
    put: (change) => {
      if (!page) return;
      const items = page.items.map(change).filter((row) => row !== null);
      loaded.replace({ ...page, items });
    },
  };
}
