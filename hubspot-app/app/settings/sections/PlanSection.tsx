import { Alert, Button, Flex, LoadingSpinner, ProgressBar, Text } from '@hubspot/ui-extensions';
import { fill, formatDay, formatNumber, kitTexts, useLoaded } from '@liveprompt/kit';
import type { Usage } from '#shared/usage.ts';
import { useEditing } from '../edit/editing.ts';

const USAGE = { expects: ['plan', 'used', 'limit'] } as const;

/** What this month has used of the plan, and what waits because of it. */
export const PlanSection = ({ manageUrl }: { manageUrl: string }) => {
  const { form, viewer } = useEditing();
  const { state, reload } = useLoaded<Usage>('/usage', USAGE);
  const words = form.words.plan;
  if (state.status === 'loading') return <LoadingSpinner label={words.loading} showLabel />;
  if (state.status === 'failed') {
    return (
      <Flex direction="column" gap="small" align="start">
        <Alert title={words.failed} variant="danger">
          {state.problem.message}
        </Alert>
        <Button size="small" onClick={reload}>
          {kitTexts.actions.tryAgain}
        </Button>
      </Flex>
    );
  }
  const { plan, used, limit, resetsAt, warning, held } = state.body;
  const number = (value: number) => formatNumber(value, viewer);
  const full = limit !== null && used >= limit;
  return (
    <Flex direction="column" gap="medium">
      <Text format={{ fontWeight: 'demibold' }}>{words.plans[plan]}</Text>
      {limit === null ? (
        <Text>{fill(words.unlimited, { used: number(used) })}</Text>
      ) : (
        <ProgressBar
          title={words.month}
          value={Math.min(used, limit)}
          maxValue={limit}
          variant={full ? 'danger' : warning ? 'warning' : 'success'}
          valueDescription={fill(words.used, { used: number(used), limit: number(limit) })}
        />
      )}
      <Text variant="microcopy">{fill(words.resets, { day: formatDay(resetsAt, viewer) })}</Text>
      {full || warning ? (
        <Alert title={full ? words.full : words.near} variant={full ? 'danger' : 'warning'}>
          {held > 0 ? fill(words.held, { held: number(held) }) : words.nothingLost}
        </Alert>
      ) : null}
      {full || warning ? (
        <Flex direction="row">
          <Button href={{ url: manageUrl, external: true }}>{words.upgrade}</Button>
        </Flex>
      ) : null}
    </Flex>
  );
};
