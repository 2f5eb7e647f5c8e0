import {
  Button,
  EmptyState,
  Flex,
  Inline,
  Select,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  useExtensionActions,
} from '@hubspot/ui-extensions';
import { PageTitle } from '@hubspot/ui-extensions/pages';
import { formatDateTime } from '@liveprompt/kit';
import { useState } from 'react';
import type { AuditAction, AuditEntry } from '#shared/audit.ts';
import { Await } from '../parts/Await.tsx';
import { ShowMore } from '../parts/ShowMore.tsx';
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
    <Flex direction="column" gap="medium">
      <PageTitle>{words.title}</PageTitle>
      <Select
        name="what"
        label={words.filter}
        value={what}
        options={FILTERS}
        onChange={(value) => setWhat(value as AuditAction)}
      />
      <Await loaded={list} words={words}>
        {({ items }, loadedAt) =>
          items.length === 0 ? (
            <EmptyState title={words.none} layout="vertical" imageName="task" imageWidth={120}>
              <Text>{words.noneMessage}</Text>
            </EmptyState>
          ) : (
            <AuditTable entries={items} loadedAt={loadedAt} />
          )
        }
      </Await>
      <ShowMore list={list} />
    </Flex>
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
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            {words.columns.map((name) => (
              <TableHeader key={name}>{name}</TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {entries.map((entry) => (
            <TableRow key={entry.id}>
              <TableCell>{formatDateTime(entry.at, viewer)}</TableCell>
              <TableCell>{entry.who}</TableCell>
              <TableCell>{words.actions[entry.what]}</TableCell>
              <TableCell>{words.doors[entry.where]}</TableCell>
              <TableCell>{changesOf(entry)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Inline>
        <Button size="small" onClick={copy}>
          {words.copy}
        </Button>
      </Inline>
    </>
  );
};
