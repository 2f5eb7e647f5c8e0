import { Accordion, Box, Flex, Icon, Inline, ProgressBar, ScoreCircle, Text } from '@hubspot/ui-extensions';
import type { CardScore, CardScorePoint, CardScoreReason } from '#shared/card.ts';
import { useCardSession } from '../session.ts';
import { texts } from '../texts.ts';
import { ScoreTrend } from './ScoreTrend.tsx';

interface ScoreSummaryProps {
  score: CardScore | null;
  trend: CardScorePoint[];
}

/** The score, where it moves, and every fact that made it. */
export const ScoreSummary = ({ score, trend }: ScoreSummaryProps) => {
  const { isWide } = useCardSession();
  if (score === null) return <Text variant="microcopy">{texts.score.none}</Text>;
  return (
    <Flex direction="column" gap="small">
      <Flex direction="row" gap="medium" align="center">
        <ScoreCircle score={score.value} />
        <Box flex={1}>
          <Text format={{ fontWeight: 'demibold' }}>{texts.score.title}</Text>
          <Movement score={score} />
        </Box>
      </Flex>
      {isWide ? <ScoreTrend points={trend} /> : null}
      {score.reasons.length > 0 ? (
        <Accordion title={texts.score.why(score.value)} size="small">
          <Flex direction="column" gap="small">
            {isWide ? null : <ScoreTrend points={trend} />}
            {score.reasons.map((reason, index) => (
              <Reason key={`${index}-${reason.label}`} reason={reason} />
            ))}
          </Flex>
        </Accordion>
      ) : null}
    </Flex>
  );
};

const Movement = ({ score: { value, previous, trend } }: { score: CardScore }) => {
  if (previous === null) return <Text variant="microcopy">{texts.score.first}</Text>;
  if (trend === 'flat') return <Text variant="microcopy">{texts.score.flat}</Text>;
  const points = Math.abs(value - previous);
  return (
    <Inline gap="extra-small" align="center">
      <Icon
        name={trend === 'up' ? 'upCarat' : 'downCarat'}
        color={trend === 'up' ? 'success' : 'alert'}
        size="small"
      />
      <Text inline>{texts.score[trend](points, previous)}</Text>
    </Inline>
  );
};

const Reason = ({ reason }: { reason: CardScoreReason }) => (
  <Flex direction="column" gap="flush">
    <ProgressBar
      title={reason.label}
      value={reason.points}
      maxValue={reason.max}
      valueDescription={texts.score.points(reason.points, reason.max)}
    />
    <Text variant="microcopy">{reason.detail}</Text>
  </Flex>
);
