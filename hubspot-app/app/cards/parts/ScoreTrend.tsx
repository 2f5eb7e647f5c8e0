import { Flex, LineChart, Text } from '@hubspot/ui-extensions';
import { formatDateTime, formatDay } from '@liveprompt/kit';
import type { CardScorePoint } from '#shared/card.ts';
import { useCardSession } from '../session.ts';
import { texts } from '../texts.ts';

/** The line for the eye, the same values in words for everybody else. One point is no line. */
export const ScoreTrend = ({ points }: { points: CardScorePoint[] }) => {
  const { viewer } = useCardSession();
  if (points.length < 2) return null;
  const days = points.map(({ startedAt }) => formatDay(startedAt, viewer));
  // A category stands once: two conversations of one day are told apart by their hour.
  const isOnce = (day: string) => days.indexOf(day) === days.lastIndexOf(day);
  const data = points.map(({ startedAt, value }, index) => {
    const day = days[index] ?? '';
    return { conversation: isOnce(day) ? day : formatDateTime(startedAt, viewer), score: value };
  });
  return (
    <Flex direction="column" gap="flush">
      <LineChart
        data={data}
        axes={{
          x: { field: 'conversation', fieldType: 'category', label: texts.facts.conversation },
          y: { field: 'score', fieldType: 'linear', label: texts.score.axis },
        }}
        options={{ title: texts.score.trend, showDataLabels: true, showTooltips: true }}
      />
      <Text variant="microcopy">
        {texts.score.values(points.map(({ value }) => String(value)).join(', '))}
      </Text>
    </Flex>
  );
};
