import { AutoGrid, EmptyState, Flex, Select, Text } from '@hubspot/ui-extensions';
import { PageTitle } from '@hubspot/ui-extensions/pages';
import { useLoaded } from '@liveprompt/kit';
import { useState } from 'react';
import type { ReportsAnswer } from '#shared/reportsView.ts';
import { Await } from '../parts/Await.tsx';
import { useViewer } from '../parts/useViewer.ts';
import { texts } from '../texts.ts';
import { ReportPart } from './ReportPart.tsx';

const REPORTS = { expects: ['view'] } as const;
const words = texts.reports;

/** What the conversations of a period add up to. The server counts, words and formats; this draws. */
export const ReportsPage = () => {
  const [period, setPeriod] = useState('90d');
  const [groupBy, setGroupBy] = useState('week');
  const { locale } = useViewer(new Date());
  const path = `/reports?period=${period}&groupBy=${groupBy}&locale=${locale}` as const;
  const loaded = useLoaded<ReportsAnswer>(path, REPORTS);
  return (
    <Flex direction="column" gap="medium">
      <PageTitle>{words.title}</PageTitle>
      <AutoGrid columnWidth={200} gap="small">
        <Select
          name="period"
          label={words.period}
          value={period}
          options={words.periods}
          onChange={(value) => setPeriod(String(value))}
        />
        <Select
          name="groupBy"
          label={words.groupBy}
          value={groupBy}
          options={words.groupings}
          onChange={(value) => setGroupBy(String(value))}
        />
      </AutoGrid>
      <Await loaded={loaded} words={words}>
        {({ view: { note, empty, sections } }) =>
          empty ? (
            <EmptyState title={empty.title} layout="vertical" imageName="emptyStateCharts" imageWidth={120}>
              <Text>{empty.message}</Text>
            </EmptyState>
          ) : (
            <>
              <Text variant="microcopy">{note}</Text>
              {sections.map((section) => (
                <ReportPart key={section.report} section={section} path={path} />
              ))}
            </>
          )
        }
      </Await>
    </Flex>
  );
};
