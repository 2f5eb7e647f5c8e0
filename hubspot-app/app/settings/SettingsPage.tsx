import {
  Alert,
  Button,
  Flex,
  LoadingSpinner,
  Text,
  useExtensionActions,
  useExtensionContext,
} from '@hubspot/ui-extensions';
import { createViewer, kitTexts, ProblemState, useLoaded } from '@liveprompt/kit';
import { useState } from 'react';
import type { Connection } from '#shared/connection.ts';
import type { Settings } from '#shared/settings.ts';
import type { SettingsForm } from '#shared/settingsForm.ts';
import { EditingContext } from './edit/editing.ts';
import { useDraft } from './edit/useDraft.ts';
import { Editor } from './Editor.tsx';
import { texts } from './texts.ts';
import { Wizard } from './Wizard.tsx';

const FORM = { expects: ['texts', 'words', 'scopes'] } as const;
const SETTINGS = { expects: ['version', 'sync', 'mapping', 'matching', 'deals'] } as const;
const CONNECTION = { expects: ['status', 'missingScopes'] } as const;

/** Everything an admin decides about the integration, inside HubSpot. */
export const SettingsPage = () => {
  const form = useLoaded<SettingsForm>('/settings/form', FORM);
  const settings = useLoaded<Settings>('/settings', SETTINGS);
  const connection = useLoaded<Connection>('/connection', CONNECTION);

  const parts = [form, settings, connection];
  const problem = parts.map(({ state }) => state).find((state) => state.status === 'failed');
  if (problem) {
    const reload = () => parts.forEach((part) => part.reload());
    return <ProblemState problem={problem.problem} title={texts.failed} onRetry={reload} />;
  }
  if (
    form.state.status !== 'loaded' ||
    settings.state.status !== 'loaded' ||
    connection.state.status !== 'loaded'
  ) {
    return <LoadingSpinner label={texts.loading} showLabel layout="centered" />;
  }
  return <Loaded form={form.state.body} settings={settings.state.body} connection={connection.state.body} />;
};

interface LoadedProps {
  form: SettingsForm;
  settings: Settings;
  connection: Connection;
}

const Loaded = ({ form, settings, connection }: LoadedProps) => {
  const { user, portal } = useExtensionContext<'settings'>();
  const actions = useExtensionActions<'settings'>();
  const draft = useDraft(settings);
  const [skipped, setSkipped] = useState(false);
  const [now] = useState(() => new Date());
  const viewer = createViewer(user.locale ?? user.language, portal.timezone, now);
  // The only permission that HubSpot tells an extension about (hubspot-platform.md §3.5).
  const readOnly = !user.permissions.includes('integrations-management-write');
  // Nobody has saved yet: the defaults are version 1.
  const first = draft.saved.version === 1 && !readOnly && !skipped;
  return (
    <EditingContext.Provider value={{ ...draft, form, readOnly, viewer }}>
      <Flex direction="column" gap="medium">
        {readOnly ? (
          <Alert title={form.words.readOnly.title} variant="info">
            <Flex direction="column" gap="small" align="start">
              <Text>{form.words.readOnly.message}</Text>
              <Button size="small" onClick={() => actions.reloadPage()}>
                {kitTexts.actions.checkAgain}
              </Button>
            </Flex>
          </Alert>
        ) : null}
        {first ? (
          <Wizard connection={connection} onSkip={() => setSkipped(true)} />
        ) : (
          <Editor connection={connection} />
        )}
      </Flex>
    </EditingContext.Provider>
  );
};
