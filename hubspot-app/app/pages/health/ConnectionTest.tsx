import { Alert, Flex, Icon, Inline, LoadingButton, Text } from '@hubspot/ui-extensions';
import { callApi, type Problem } from '@liveprompt/kit';
import { useState } from 'react';
import { texts } from '../texts.ts';

const words = texts.health.test;

interface TestResult {
  ok: boolean;
  checks: { name: string; ok: boolean; detail: string }[];
}

/** Asks HubSpot and our own parts, one named check each. */
export const ConnectionTest = () => {
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<TestResult | Problem | null>(null);
  const test = () => {
    setBusy(true);
    void callApi<TestResult>('/connection/test', { method: 'POST', expects: ['ok', 'checks'] }).then(
      (answer) => {
        setBusy(false);
        setResult(answer.ok ? answer.body : answer.problem);
      },
    );
  };
  return (
    <Flex direction="column" gap="small" align="start">
      <LoadingButton loading={busy} onClick={test}>
        {words.button}
      </LoadingButton>
      {result === null ? null : 'checks' in result ? (
        result.checks.map(({ name, ok, detail }) => (
          <Inline key={name} gap="small" align="center">
            <Icon
              name={ok ? 'success' : 'warning'}
              color={ok ? 'success' : 'alert'}
              screenReaderText={ok ? words.ok : words.notOk}
            />
            <Text>{`${name}: ${detail}`}</Text>
          </Inline>
        ))
      ) : (
        <Alert title={texts.notDone} variant="danger">
          {result.message}
        </Alert>
      )}
    </Flex>
  );
};
