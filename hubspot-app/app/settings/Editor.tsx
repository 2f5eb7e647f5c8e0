import { Flex, Form, Tab, Tabs } from '@hubspot/ui-extensions';
import { fill } from '@liveprompt/kit';
import { useState, type ReactNode } from 'react';
import type { Connection } from '#shared/connection.ts';
import { useEditing } from './edit/editing.ts';
import { issuesAt } from './edit/paths.ts';
import { SaveBar } from './parts/SaveBar.tsx';
import { Chosen } from './sections/Chosen.tsx';
import { ConnectionSection } from './sections/ConnectionSection.tsx';
import { Fields } from './sections/Fields.tsx';
import { MappingSection } from './sections/MappingSection.tsx';
import { PlanSection } from './sections/PlanSection.tsx';
import { StageRules } from './sections/StageRules.tsx';
import { DEALS_FIELDS, MATCHING_FIELDS, PRIVACY_FIELDS, SYNC_FIELDS } from './sections/sections.ts';

/**
 * All sections in tabs, one form around them: what is changed in one stays while another is looked at. A tab
 * is drawn from its first visit on: HubSpot hides the others, but React would load for all of them.
 */
export const Editor = ({ connection }: { connection: Connection }) => {
  const { form, issues, readOnly, save } = useEditing();
  const { tabs, wrongTab } = form.words;
  const [tab, setTab] = useState<string | number>('connection');
  const [visited, setVisited] = useState<(string | number)[]>([tab]);
  const section = (name: keyof typeof tabs, paths: readonly string[], content: ReactNode) => {
    const wrong = paths.flatMap((path) => issuesAt(issues, path)).length;
    const title = wrong > 0 ? fill(wrongTab, { name: tabs[name], count: wrong }) : tabs[name];
    return (
      <Tab tabId={name} title={title}>
        {visited.includes(name) ? content : null}
      </Tab>
    );
  };
  return (
    <Form onSubmit={() => void save()} autoComplete="off">
      <Tabs
        selected={tab}
        onSelectedChange={(id: string | number) => {
          setTab(id);
          setVisited([...visited, id]);
        }}
      >
        {section('connection', [], <ConnectionSection connection={connection} />)}
        {section('sync', SYNC_FIELDS, <Fields paths={SYNC_FIELDS} />)}
        {section(
          'mapping',
          ['mapping'],
          <Chosen about={/^(Properties|Tickets)/}>
            {(choices) => <MappingSection choices={choices} />}
          </Chosen>,
        )}
        {section('matching', MATCHING_FIELDS, <Fields paths={MATCHING_FIELDS} />)}
        {section(
          'deals',
          ['deals'],
          <Flex direction="column" gap="medium">
            <Fields paths={DEALS_FIELDS} />
            <Chosen about={/^Deal/}>{({ pipelines }) => <StageRules pipelines={pipelines} />}</Chosen>
          </Flex>,
        )}
        {section('privacy', PRIVACY_FIELDS, <Fields paths={PRIVACY_FIELDS} />)}
        {section('plan', [], <PlanSection manageUrl={connection.manageUrl} />)}
      </Tabs>
      {readOnly ? null : <SaveBar />}
    </Form>
  );
};
