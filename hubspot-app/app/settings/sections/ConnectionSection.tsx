import {
  Alert,
  Button,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Link,
  List,
  LoadingButton,
  StatusTag,
  Text,
} from '@hubspot/ui-extensions';
import { callApi, fill, formatDateTime, type Problem } from '@liveprompt/kit';
import { useState } from 'react';
import type { Connection, ConnectionTest } from '#shared/connection.ts';
import { useEditing, useWords } from '../edit/editing.ts';

const VARIANTS = {
  active: 'success',
  paused: 'warning',
  not_connected: 'danger',
  reconnect_required: 'danger',
} as const;

/** Who is connected to what, what is missing for it, and a live test. */
export const ConnectionSection = ({ connection }: { connection: Connection }) => {
  const { form, viewer } = useEditing();
  const words = useWords().connection;
  const { status, statusReason, portalName, portalId, connectedBy, connectedAt, missingScopes } = connection;
  return (
    <Flex direction="column" gap="medium">
      <DescriptionList>
        <DescriptionListItem label={words.status}>
          <StatusTag variant={VARIANTS[status]}>{words.states[status]}</StatusTag>
        </DescriptionListItem>
        <DescriptionListItem label={words.account}>
          <Text>{[portalName, portalId].filter(Boolean).join(' · ')}</Text>
        </DescriptionListItem>
        <DescriptionListItem label={words.by}>
          <Text>
            {[connectedBy, connectedAt && formatDateTime(connectedAt, viewer)].filter(Boolean).join(' · ')}
          </Text>
        </DescriptionListItem>
      </DescriptionList>
      {status === 'active' ? null : (
        <Alert title={words.states[status]} variant="warning">
          {statusReason ?? words.waits}
        </Alert>
      )}
      {missingScopes.length > 0 ? (
        <Alert title={words.missing} variant="warning">
          <List variant="unordered-styled">
            {missingScopes.map((scope) => (
              <Text key={scope}>
                {fill(words.missingScope, { feature: form.scopes[scope] ?? scope, scope })}
              </Text>
            ))}
          </List>
        </Alert>
      ) : null}
      {connection.limitations.map(({ feature, reason }) => (
        <Alert key={feature} title={words.limited} variant="info">
          {reason}
        </Alert>
      ))}
      <OptionalScopes connection={connection} />
      <Test manageUrl={connection.manageUrl} broken={status !== 'active' || missingScopes.length > 0} />
    </Flex>
  );
};

/** What each permission switches on that nobody has to give, and one click to give it. */
const OptionalScopes = ({ connection: { scopes, manageUrl } }: { connection: Connection }) => {
  const { form } = useEditing();
  const words = useWords().connection;
  return (
    <Flex direction="column" gap="small">
      <Text format={{ fontWeight: 'demibold' }}>{words.optional}</Text>
      {form.optionalScopes.map((scope) => (
        <Flex key={scope} direction="row" gap="small" align="center">
          <StatusTag variant={scopes.includes(scope) ? 'success' : 'default'}>
            {scopes.includes(scope) ? words.granted : words.notGranted}
          </StatusTag>
          <Text>{fill(words.missingScope, { feature: form.scopes[scope] ?? scope, scope })}</Text>
        </Flex>
      ))}
      {form.optionalScopes.every((scope) => scopes.includes(scope)) ? null : (
        <Flex direction="column" gap="flush">
          <Link href={{ url: manageUrl, external: true }}>{words.allow}</Link>
          <Text variant="microcopy">{words.allowHint}</Text>
        </Flex>
      )}
    </Flex>
  );
};

type TestState = 'none' | 'running' | ConnectionTest | Problem;

const Test = ({ manageUrl, broken }: { manageUrl: string; broken: boolean }) => {
  const [test, setTest] = useState<TestState>('none');
  const words = useWords().connection;
  const run = async () => {
    setTest('running');
    const answer = await callApi<ConnectionTest>('/connection/test', {
      method: 'POST',
      timeout: 30_000,
      expects: ['ok', 'checks'],
    });
    setTest(answer.ok ? answer.body : answer.problem);
  };
  const failing = typeof test === 'object' && !('checks' in test && test.ok);
  return (
    <Flex direction="column" gap="small">
      <Flex direction="row" gap="small">
        <LoadingButton loading={test === 'running'} onClick={() => void run()}>
          {words.test}
        </LoadingButton>
        <Button
          variant={broken || failing ? 'secondary' : 'transparent'}
          href={{ url: manageUrl, external: true }}
        >
          {broken || failing ? words.reconnect : words.manage}
        </Button>
      </Flex>
      {typeof test === 'object' && 'message' in test ? (
        <Alert title={words.testFailed} variant="danger">
          {test.message}
        </Alert>
      ) : null}
      {typeof test === 'object' && 'checks' in test
        ? test.checks.map(({ name, ok, detail }) => (
            <Flex key={name} direction="row" gap="small" align="center">
              <StatusTag variant={ok ? 'success' : 'danger'}>{ok ? words.works : words.fails}</StatusTag>
              <Text>{fill(words.check, { name: words.checks[name] ?? name, detail })}</Text>
            </Flex>
          ))
        : null}
    </Flex>
  );
};
