import { Flex, Heading, LoadingSpinner, StatusTag, Text } from '@hubspot/ui-extensions';
import { ProblemState, useLoaded } from '@liveprompt/kit';
import type { Connection } from '#shared/connection.ts';
import { texts } from './texts.ts';

const CONNECTION = { expects: ['status', 'scopes'] } as const;

/** Everything an admin decides about the integration, inside HubSpot. */
export const SettingsPage = () => {
  const { state, reload } = useLoaded<Connection>('/connection', CONNECTION);

  if (state.status === 'loading') return <LoadingSpinner label={texts.loading} showLabel layout="centered" />;
  if (state.status === 'failed') {
    return <ProblemState problem={state.problem} title={texts.failed} onRetry={reload} />;
  }
  return (
    <Flex direction="column" gap="medium">
      <Heading>{texts.connection.title}</Heading>
      <StatusTag variant={state.body.status === 'active' ? 'success' : 'danger'}>
        {texts.connection.status[state.body.status]}
      </StatusTag>
      {state.body.statusReason ? <Text>{state.body.statusReason}</Text> : null}
    </Flex>
  );
};
