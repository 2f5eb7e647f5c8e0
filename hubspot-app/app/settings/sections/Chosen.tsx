import { Alert, Button, Flex, LoadingSpinner } from '@hubspot/ui-extensions';
import { fill, kitTexts, useLoaded } from '@liveprompt/kit';
import type { ReactNode } from 'react';
import type { SettingsChoices } from '#shared/settingsForm.ts';
import { useWords } from '../edit/editing.ts';

const CHOICES = { timeout: 30_000, expects: ['pipelines', 'fields', 'properties'] } as const;

interface ChosenProps {
  /** Which of HubSpot's limits matter here. */
  about: RegExp;
  children: (choices: SettingsChoices) => ReactNode;
}

/** Loads what HubSpot has to choose from when a section with pickers is opened, not before. */
export const Chosen = ({ about, children }: ChosenProps) => {
  const words = useWords().choices;
  const { state, reload } = useLoaded<SettingsChoices>('/settings/choices', CHOICES);
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
  const limitations = state.body.limitations.filter(({ feature }) => about.test(feature));
  return (
    <Flex direction="column" gap="medium">
      {limitations.map(({ feature, reason }) => (
        <Alert key={feature} title={fill(words.missing, { feature })} variant="info">
          {reason}
        </Alert>
      ))}
      {children(state.body)}
    </Flex>
  );
};
