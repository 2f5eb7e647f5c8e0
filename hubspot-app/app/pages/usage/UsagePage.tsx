import { Alert, BarChart, Flex, ProgressBar, Text } from '@hubspot/ui-extensions';
import { PageTitle } from '@hubspot/ui-extensions/pages';
import { formatDay, formatNumber, useLoaded } from '@liveprompt/kit';
import type { Usage } from '#shared/usage.ts';
import { Await } from '../parts/Await.tsx';
import { useViewer } from '../parts/useViewer.ts';
import { texts } from '../texts.ts';

const USAGE = { expects: ['plan', 'used', 'days'] } as const;
const words = texts.usage;

/** How much of the plan this month has used, day by day. */
export const UsagePage = () => {
  const loaded = useLoaded<Usage>('/usage', USAGE);
  return (
    <Flex direction="column" gap="medium">
      <PageTitle>{words.title}</PageTitle>
      <Await loaded={loaded} words={words}>
        {(usage, loadedAt) => <UsageFigures usage={usage} loadedAt={loadedAt} />}
      </Await>
    </Flex>
  );
};

const UsageFigures = ({ usage, loadedAt }: { usage: Usage; loadedAt: Date }) => {
  const viewer = useViewer(loadedAt);
  const { plan, used, limit, held, warning } = usage;
  const of = (value: number) => formatNumber(value, viewer);
  const over = limit !== null && used >= limit;
  return (
    <>
      {held > 0 ? (
        <Alert title={words.held(of(held))} variant="warning">
          {words.heldNext(formatDay(usage.resetsAt, viewer))}
        </Alert>
      ) : warning ? (
        <Alert title={words.near} variant="warning">
          {words.nearNext}
        </Alert>
      ) : null}
      {limit === null ? (
        <Text>{words.unlimited(words.plans[plan], of(used))}</Text>
      ) : (
        <ProgressBar
          title={words.used(words.plans[plan])}
          value={Math.min(used, limit)}
          maxValue={limit}
          valueDescription={words.ofLimit(of(used), of(limit))}
          variant={over ? 'danger' : warning ? 'warning' : 'success'}
        />
      )}
      <Text variant="microcopy">{words.resets(formatDay(usage.resetsAt, viewer))}</Text>
      <BarChart
        data={usage.days.map(({ date, count }) => ({ [words.day]: date, [words.conversations]: count }))}
        axes={{
          x: { field: words.day, fieldType: 'datetime' },
          y: { field: words.conversations, fieldType: 'linear' },
        }}
        options={{ title: words.byDay, showDataLabels: usage.days.length <= 10 }}
      />
    </>
  );
};
