import {
  Flex,
  Heading,
  LoadingSpinner,
  Statistics,
  StatisticsItem,
  StatusTag,
  Text,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import { PageTitle } from '@hubspot/ui-extensions/pages';
import { createViewer, formatDateTime, formatNumber, ProblemState, useLoaded } from '@liveprompt/kit';
import type { Health } from '#shared/health.ts';
import { texts } from '../texts.ts';

const HEALTH = { expects: ['status', 'today', 'queue'] } as const;
const STATUS_VARIANT = {
  active: 'success',
  paused: 'warning',
  not_connected: 'default',
  reconnect_required: 'danger',
} as const;

/** Is it working? The first page: what happened today and what waits. */
export const HealthPage = () => {
  const { user, portal } = useExtensionContext<'pages'>();
  const { state, reload } = useLoaded<Health>('/health', HEALTH);
  const words = texts.health;

  if (state.status === 'loading') return <LoadingSpinner label={words.loading} showLabel layout="centered" />;
  if (state.status === 'failed') {
    return <ProblemState problem={state.problem} title={words.failed} onRetry={reload} />;
  }

  const { body, loadedAt } = state;
  const viewer = createViewer(user.locale ?? user.language, portal.timezone, loadedAt);
  const count = (value: number) => formatNumber(value, viewer);
  return (
    <Flex direction="column" gap="medium">
      <PageTitle>{words.title}</PageTitle>
      <Flex direction="row" gap="small" align="center">
        <StatusTag variant={STATUS_VARIANT[body.status]}>{words.status[body.status]}</StatusTag>
        <Text>{body.lastSyncAt ? words.lastSync(formatDateTime(body.lastSyncAt, viewer)) : words.never}</Text>
      </Flex>
      <Heading>{words.today}</Heading>
      <Statistics>
        <StatisticsItem label={words.sessionsSynced} number={count(body.today.sessionsSynced)} />
        <StatisticsItem label={words.tasksCreated} number={count(body.today.tasksCreated)} />
        <StatisticsItem label={words.contactsUpdated} number={count(body.today.contactsUpdated)} />
        <StatisticsItem label={words.errors} number={count(body.today.errors)} />
      </Statistics>
      <Heading>{words.queue}</Heading>
      <Statistics>
        <StatisticsItem label={words.waiting} number={count(body.queue.waiting)} />
        <StatisticsItem label={words.running} number={count(body.queue.running)} />
        <StatisticsItem label={words.retrying} number={count(body.queue.retrying)} />
        <StatisticsItem label={words.failedSyncs} number={count(body.queue.failed)} />
        <StatisticsItem label={words.held} number={count(body.queue.held)} />
      </Statistics>
    </Flex>
  );
};
