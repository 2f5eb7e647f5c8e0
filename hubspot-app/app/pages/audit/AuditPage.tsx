import { Button, Inline, useExtensionActions } from '@hubspot/ui-extensions';
import { formatDateTime } from '@liveprompt/kit';
import { useState } from 'react';
import type { AuditAction, AuditEntry } from '#shared/audit.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { FilteredList } from '../parts/FilteredList.tsx';
import { usePagedList } from '../parts/usePagedList.ts';
import { useViewer } from '../parts/useViewer.ts';
import { texts } from '../texts.ts';
import { changesOf, toCsv } from './auditText.ts';

const words = texts.audit;
const ALL = 'all';
const FILTERS = [
  { label: words.all, value: ALL },
  ...Object.entries(words.actions).map(([value, label]) => ({ value, label })),
];

/** Who did what, when and from where. */
export const AuditPage = () => {
  const [what, setWhat] = useState<AuditAction | typeof ALL>(ALL);
  const list = usePagedList<AuditEntry>(what === ALL ? '/audit' : `/audit?what=${what}`);
  return (
    <FilteredList
      list={list}
      words={words}
      filter={what}
      filters={FILTERS}
      onFilter={setWhat}
      emptyMessage={words.noneMessage}
      image="task"
    >
      {(items, loadedAt) => <AuditTable entries={items} loadedAt={loadedAt} />}
    </FilteredList>
  );
};

const AuditTable = ({ entries, loadedAt }: { entries: AuditEntry[]; loadedAt: Date }) => {
  const viewer = useViewer(loadedAt);
  const { copyTextToClipboard, addAlert } = useExtensionActions<'pages'>();
  const copy = () =>
    void copyTextToClipboard(toCsv(entries)).then(
      () => addAlert({ type: 'success', message: words.copied(entries.length) }),
      () => addAlert({ type: 'danger', message: words.notCopied }),
    );
  return (
    <>
      <DataTable
        columns={words.columns}
        rows={entries.map((entry) => ({
          key: entry.id,
          cells: [
            formatDateTime(entry.at, viewer),
            entry.who,
            words.actions[entry.what],
            words.doors[entry.where],
            changesOf(entry),
          ],
        }))}
      />
      <Inline>
        <Button size="small" onClick={copy}>
          {words.copy}
        </Button>
      </Inline>
    </>
  );
};
