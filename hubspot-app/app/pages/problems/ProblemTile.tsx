import { Button, Flex, Inline, LoadingButton, Text, Tile } from '@hubspot/ui-extensions';
import { formatDateTime, shorten, type Viewer } from '@liveprompt/kit';
import type { SyncRow } from '#shared/ledger.ts';
import { DetailsButton } from '../parts/DetailsButton.tsx';
import { StateTag } from '../parts/StateTag.tsx';
import { texts } from '../texts.ts';

interface ProblemTileProps {
  row: SyncRow;
  viewer: Viewer;
  busy: string | null;
  onRetry: (() => void) | undefined;
  onDismiss: (() => void) | undefined;
}

const SHOWN_SKIPS = 3;
const words = texts.problems;

/** One conversation that needs a person: what happened, why, what to do. */
export const ProblemTile = ({ row, viewer, busy, onRetry, onDismiss }: ProblemTileProps) => (
  <Tile>
    <Flex direction="column" gap="small">
      <Inline gap="small" align="center">
        <StateTag row={row} />
        <Text format={{ fontWeight: 'demibold' }} inline>
          {shorten(row.title, 100)}
        </Text>
        <Text variant="microcopy" inline>
          {formatDateTime(row.receivedAt, viewer)}
        </Text>
      </Inline>
      {row.error ? <Text>{`${row.error.message} ${row.error.action}`}</Text> : null}
      {row.error
        ? null
        : row.skips
            .slice(0, SHOWN_SKIPS)
            .map(({ what, reason }) => <Text key={what}>{texts.detail.skip(what, reason)}</Text>)}
      <Inline gap="small">
        {onRetry ? (
          <LoadingButton
            size="small"
            loading={busy === `retry-${row.sessionId}`}
            disabled={busy !== null}
            onClick={onRetry}
          >
            {words.retry}
          </LoadingButton>
        ) : null}
        {onDismiss ? (
          <Button variant="transparent" size="small" disabled={busy !== null} onClick={onDismiss}>
            {words.dismiss}
          </Button>
        ) : null}
        <DetailsButton row={row} viewer={viewer} onRetry={onRetry} />
      </Inline>
    </Flex>
  </Tile>
);
