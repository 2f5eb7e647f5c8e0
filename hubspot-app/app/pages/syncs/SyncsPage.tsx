import {
  Button,
  EmptyState,
  Flex,
  Select,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { PageTitle } from '@hubspot/ui-extensions/pages';
import { formatDateTime, formatNumber, shorten } from '@liveprompt/kit';
import { useState } from 'react';
import type { SyncRow, SyncState } from '#shared/ledger.ts';
import { Await } from '../parts/Await.tsx';
import { ShowMore } from '../parts/ShowMore.tsx';
import { StateTag } from '../parts/StateTag.tsx';
import { SyncPanel } from '../parts/SyncPanel.tsx';
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
    <Flex direction="column" gap="medium">
      <PageTitle>{words.title}</PageTitle>
      <Select
        name="state"
        label={words.filter}
        value={state}
        options={FILTERS}
        onChange={(value) => setState(value as SyncState)}
      />
      <Await loaded={list} words={words}>
        {({ items }, loadedAt) =>
          items.length === 0 ? (
            <EmptyState title={words.none} layout="vertical" imageName="meetings" imageWidth={120}>
              <Text>{state === ALL ? words.noneMessage : words.noneOfState}</Text>
            </EmptyState>
          ) : (
            <SyncTable rows={items} loadedAt={loadedAt} onChanged={list.reload} />
          )
        }
      </Await>
      <ShowMore list={list} />
    </Flex>
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
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          {words.columns.map((name) => (
            <TableHeader key={name}>{name}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.sessionId}>
            <TableCell>{shorten(row.title, 60)}</TableCell>
            <TableCell>
              <StateTag row={row} />
            </TableCell>
            <TableCell>{formatDateTime(row.syncedAt ?? row.receivedAt, viewer)}</TableCell>
            <TableCell>{formatNumber(row.objects.length, viewer)}</TableCell>
            <TableCell>
              <Button
                variant="transparent"
                size="small"
                overlay={
                  <SyncPanel
                    row={row}
                    viewer={viewer}
                    onRetry={mayChange ? () => retry(row.sessionId) : undefined}
                  />
                }
              >
                {texts.details}
              </Button>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
};
