import { Heading, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { formatDateTime, shorten, type Viewer } from '@liveprompt/kit';
import type { SyncRow } from '#shared/ledger.ts';
import { DataTable } from '../parts/DataTable.tsx';
import { DetailsButton } from '../parts/DetailsButton.tsx';
import { StateTag } from '../parts/StateTag.tsx';
import { texts } from '../texts.ts';

const words = texts.health.recent;

/** The newest conversations and what became of them. */
export const RecentSyncs = ({ rows, viewer }: { rows: SyncRow[]; viewer: Viewer }) => (
  <>
    <Heading>{words.title}</Heading>
    {rows.length === 0 ? (
      <Text>{words.none}</Text>
    ) : (
      <DataTable
        columns={words.columns}
        rows={rows.map((row) => ({
          key: row.sessionId,
          cells: [
            shorten(row.title, 60),
            <StateTag key="state" row={row} />,
            formatDateTime(row.receivedAt, viewer),
            <DetailsButton key="details" row={row} viewer={viewer} onRetry={undefined} />,
          ],
        }))}
      />
    )}
    <PageLink to="/syncs">{words.all}</PageLink>
  </>
);
