import {
  Accordion,
  Flex,
  Heading,
  Statistics,
  StatisticsItem,
  StatusTag,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { formatDateTime, formatNumber, shorten } from '@liveprompt/kit';
import type { SimulatedDifference, Simulation } from '#shared/simulation.ts';
import { useEditing } from '../edit/editing.ts';
import { texts } from '../texts.ts';

/** More would be a page of its own; the count above says how many there are. */
const SHOWN = 10;

/** What the changes would do to past conversations, told per conversation; nothing was written. */
export const SimulationResult = ({ simulation }: { simulation: Simulation }) => {
  const { viewer } = useEditing();
  const words = texts.simulation;
  const { sessions, writes, skips, differences, estimatedCalls } = simulation;
  const number = (value: number) => formatNumber(value, viewer);
  return (
    <Tile>
      <Flex direction="column" gap="small">
        <Heading>{words.title}</Heading>
        <Text>{sessions === 0 ? words.noSessions : words.verdict(differences.length, sessions, number)}</Text>
        <Statistics>
          <StatisticsItem label={words.writes} number={number(writes.length)} />
          <StatisticsItem label={words.skips} number={number(skips.length)} />
          <StatisticsItem label={words.calls} number={number(estimatedCalls)} />
        </Statistics>
        {differences.slice(0, SHOWN).map((difference) => (
          <Accordion
            key={difference.sessionId}
            size="small"
            title={[
              shorten(difference.title, 60) || words.untitled,
              formatDateTime(difference.startedAt, viewer),
              words.counts(difference.added.length + difference.removed.length),
            ].join(' · ')}
          >
            <Difference difference={difference} />
          </Accordion>
        ))}
        {differences.length > SHOWN ? <Text>{words.more(number(differences.length - SHOWN))}</Text> : null}
      </Flex>
    </Tile>
  );
};

const Difference = ({ difference: { added, removed } }: { difference: SimulatedDifference }) => (
  <Flex direction="column" gap="extra-small">
    {[
      ...added.map((sentence) => ['success', texts.simulation.added, sentence] as const),
      ...removed.map((sentence) => ['danger', texts.simulation.removed, sentence] as const),
    ].map(([variant, word, sentence], index) => (
      <Flex key={index} direction="row" gap="small" align="start">
        <StatusTag variant={variant}>{word}</StatusTag>
        <Text>{sentence}</Text>
      </Flex>
    ))}
  </Flex>
);
