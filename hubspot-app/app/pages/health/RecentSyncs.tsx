import {
  Button,
  Heading,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { formatDateTime, shorten, type Viewer } from '@liveprompt/kit';
import type { SyncRow } from '#shared/ledger.ts';
import { StateTag } from '../parts/StateTag.tsx';
import { SyncPanel } from '../parts/SyncPanel.tsx';
import { texts } from '../texts.ts';

const words = texts.health.recent;

/** The newest conversations and what became of them. */
export const RecentSyncs = ({ rows, viewer }: { rows: SyncRow[]; viewer: Viewer }) => (
  <>
    <Heading>{words.title}</Heading>
    {rows.length === 0 ? (
      <Text>{words.none}</Text>
    ) : (
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
              <TableCell>{formatDateTime(row.receivedAt, viewer)}</TableCell>
              <TableCell>
                <Button
                  variant="transparent"
                  size="small"
                  overlay={<SyncPanel row={row} viewer={viewer} onRetry={undefined} />}
                >
                  {texts.details}
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    )}
    <PageLink to="/syncs">{words.all}</PageLink>
  </>
);
