import { Flex, Heading, Statistics, StatisticsItem, StatusTag, Text } from '@hubspot/ui-extensions';
import { PageTitle } from '@hubspot/ui-extensions/pages';
import { formatDateTime, formatNumber, useLoaded } from '@liveprompt/kit';
import type { Health } from '#shared/health.ts';
import { Await } from '../parts/Await.tsx';
import { useMayChange, useViewer } from '../parts/useViewer.ts';
import { texts } from '../texts.ts';
import { ConnectionTest } from './ConnectionTest.tsx';
import { RecentSyncs } from './RecentSyncs.tsx';
import { Troubles } from './Troubles.tsx';

const HEALTH = { expects: ['status', 'today', 'queue', 'recent'] } as const;
const STATUS_VARIANT = {
  active: 'success',
  paused: 'warning',
  not_connected: 'default',
  reconnect_required: 'danger',
} as const;
const words = texts.health;

/** Is it working? What is wrong and the next click, what happened today, what waits. */
export const HealthPage = () => {
  const loaded = useLoaded<Health>('/health', HEALTH);
  return (
    <Flex direction="column" gap="medium">
      <PageTitle>{words.title}</PageTitle>
      <Await loaded={loaded} words={words}>
        {(health, loadedAt) => <HealthFigures health={health} loadedAt={loadedAt} />}
      </Await>
    </Flex>
  );
};

const HealthFigures = ({ health, loadedAt }: { health: Health; loadedAt: Date }) => {
  const viewer = useViewer(loadedAt);
  const mayChange = useMayChange();
  const { status, lastSyncAt, today, queue, recent } = health;
  const figures = (names: readonly (readonly [string, number])[]) => (
    <Statistics>
      {names.map(([label, value]) => (
        <StatisticsItem key={label} label={label} number={formatNumber(value, viewer)} />
      ))}
    </Statistics>
  );
  return (
    <>
      <Flex direction="row" gap="small" align="center">
        <StatusTag variant={STATUS_VARIANT[status]}>{words.status[status]}</StatusTag>
        <Text>{lastSyncAt ? words.lastSync(formatDateTime(lastSyncAt, viewer)) : words.never}</Text>
      </Flex>
      <Troubles health={health} />
      <Heading>{words.today}</Heading>
      {figures([
        [words.sessionsSynced, today.sessionsSynced],
        [words.tasksCreated, today.tasksCreated],
        [words.contactsUpdated, today.contactsUpdated],
        [words.errors, today.errors],
      ])}
      <Heading>{words.queue}</Heading>
      {figures([
        [words.waiting, queue.waiting],
        [words.running, queue.running],
        [words.retrying, queue.retrying],
        [words.failedSyncs, queue.failed],
        [words.held, queue.held],
      ])}
      <RecentSyncs rows={recent} viewer={viewer} />
      {mayChange ? <ConnectionTest /> : null}
    </>
  );
};
