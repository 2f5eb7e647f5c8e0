import { Button, Flex, Inline, LoadingButton, ProgressBar, Text, Tile } from '@hubspot/ui-extensions';
import { formatDateTime, formatDay, formatNumber } from '@liveprompt/kit';
import type { Backfill } from '#shared/backfill.ts';
import { useAction } from '../parts/useAction.ts';
import { useViewer } from '../parts/useViewer.ts';
import { texts } from '../texts.ts';

const words = texts.backfill;
const VERBS = {
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  cancelled: [],
  done: [],
} as const;

interface BackfillTileProps {
  backfill: Backfill;
  loadedAt: Date;
  mayChange: boolean;
  onChanged: (changed: Backfill) => void;
  onRefresh: () => void;
}

/** One run: how far it is, and what a person can do with it. */
export const BackfillTile = ({ backfill, loadedAt, mayChange, onChanged, onRefresh }: BackfillTileProps) => {
  const viewer = useViewer(loadedAt);
  const action = useAction();
  const { id, state, total, synced, failed } = backfill;
  const of = (value: number) => formatNumber(value, viewer);
  const run = (verb: 'pause' | 'resume' | 'cancel') =>
    action.run<Backfill>(
      verb,
      `/backfill/${encodeURIComponent(id)}/${verb}`,
      { method: 'POST', expects: ['id', 'state'] },
      words.done[verb],
      onChanged,
    );
  return (
    <Tile>
      <Flex direction="column" gap="small">
        <ProgressBar
          title={words.range(
            formatDay(backfill.from, viewer),
            formatDay(backfill.to, viewer),
            words.states[state],
          )}
          value={synced + failed}
          maxValue={Math.max(1, total)}
          valueDescription={words.progress(of(synced), of(total), of(failed))}
          variant={failed > 0 ? 'warning' : 'success'}
        />
        <Text variant="microcopy">
          {words.by(backfill.startedBy, formatDateTime(backfill.startedAt, viewer))}
        </Text>
        <Inline gap="small">
          {(mayChange ? VERBS[state] : []).map((verb) => (
            <LoadingButton
              key={verb}
              size="small"
              loading={action.busy === verb}
              disabled={action.busy !== null}
              onClick={() => run(verb)}
            >
              {words.verbs[verb]}
            </LoadingButton>
          ))}
          {state === 'running' ? (
            <Button variant="transparent" size="small" onClick={onRefresh}>
              {texts.checkAgain}
            </Button>
          ) : null}
        </Inline>
      </Flex>
    </Tile>
  );
};
