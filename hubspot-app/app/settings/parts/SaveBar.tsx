import { Alert, Button, Divider, Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import { fill, formatNumber } from '@liveprompt/kit';
import { useEditing } from '../edit/editing.ts';
import { ApplyToPast } from './ApplyToPast.tsx';
import { ConflictAlert } from './ConflictAlert.tsx';
import { Refusal } from './Refusal.tsx';
import { SimulationResult } from './SimulationResult.tsx';

/** What has changed and what to do with it: try, save, take back. The only primary button of the page. */
export const SaveBar = () => {
  const { busy, changed, conflict, discard, done, form, simulate, simulation, viewer } = useEditing();
  const words = form.words.save;
  const idle = busy === 'no';
  return (
    <Flex direction="column" gap="small">
      <Divider />
      <Refusal />
      {conflict ? <ConflictAlert conflict={conflict} /> : null}
      {simulation ? <SimulationResult simulation={simulation} /> : null}
      {done?.what === 'applied' ? (
        <Alert title={words.applied} variant="success">
          {done.queued === 1
            ? words.queuedOne
            : fill(words.queued, { count: formatNumber(done.queued, viewer) })}
        </Alert>
      ) : null}
      {done?.what === 'saved' ? (
        <Alert title={words.saved} variant="success">
          {words.fromNow}
        </Alert>
      ) : null}
      {changed.length > 0 ? (
        <Text format={{ fontWeight: 'demibold' }}>
          {fill(words.unsaved, { labels: changed.map((path) => form.texts[path]?.label ?? path).join(', ') })}
        </Text>
      ) : null}
      <Flex direction="row" gap="small" wrap="wrap">
        <LoadingButton
          variant="primary"
          type="submit"
          loading={busy === 'saving'}
          disabled={!idle || changed.length === 0 || conflict !== null}
        >
          {words.save}
        </LoadingButton>
        <LoadingButton loading={busy === 'simulating'} disabled={!idle} onClick={() => void simulate()}>
          {words.simulate}
        </LoadingButton>
        {changed.length > 0 ? (
          <Button variant="transparent" disabled={!idle} onClick={discard}>
            {words.discard}
          </Button>
        ) : null}
      </Flex>
      {changed.length > 0 ? null : <ApplyToPast />}
    </Flex>
  );
};
