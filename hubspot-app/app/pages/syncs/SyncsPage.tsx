import { formatDateTime, formatNumber, shorten } from '@liveprompt/kit';
import { useState } from 'react';
import type { SyncRow, SyncState } from '#shared/ledger.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { DetailsButton } from '../parts/DetailsButton.tsx';
import { FilteredList } from '../parts/FilteredList.tsx';
import { StateTag } from '../parts/StateTag.tsx';
import { useAction } from '../parts/useAction.ts';
import { usePagedList } from '../parts/usePagedList.ts';
import { useMayChange, useViewer } from '../parts/useViewer.ts';
import { texts } from '../texts.ts';

const words = texts.syncs;
const ACCEPTED = { method: 'POST', expects: [] } as const;
const ALL = 'all';
const FILTERS = [
  { label: words.all, value: ALL },
  ...Object.entries(texts.states).map(([value, label]) => ({ value, label })),
];

/** The ledger: every conversation, what it made in HubSpot, and what it left out. */
export const SyncsPage = () => {
  const [state, setState] = useState<SyncState | typeof ALL>(ALL);
  const list = usePagedList<SyncRow>(state === ALL ? '/syncs' : `/syncs?status=${state}`);
  return (
    <FilteredList
      list={list}
      words={words}
      filter={state}
      filters={FILTERS}
      onFilter={setState}
      emptyMessage={state === ALL ? words.noneMessage : words.noneOfState}
      image="meetings"
    >
      {(items, loadedAt) => <SyncTable rows={items} loadedAt={loadedAt} onChanged={list.reload} />}
    </FilteredList>
  );
};

const SyncTable = ({
  rows,
  loadedAt,
  onChanged,
}: {
  rows: SyncRow[];
  loadedAt: Date;
  onChanged: () => void;
}) => {
  const viewer = useViewer(loadedAt);
  const action = useAction();
  const mayChange = useMayChange();
  const retry = (sessionId: string) =>
    action.run('retry', `/syncs/${encodeURIComponent(sessionId)}/retry`, ACCEPTED, words.again, onChanged);
  return (
    <DataTable
      columns={words.columns}
      rows={rows.map((row) => ({
        key: row.sessionId,
        cells: [
          shorten(row.title, 60),
          <StateTag key="state" row={row} />,
          formatDateTime(row.syncedAt ?? row.receivedAt, viewer),
          formatNumber(row.objects.length, viewer),
          <DetailsButton
            key="details"
            row={row}
            viewer={viewer}
            onRetry={mayChange ? () => retry(row.sessionId) : undefined}
          />,
        ],
      }))}
    />
  );
};
