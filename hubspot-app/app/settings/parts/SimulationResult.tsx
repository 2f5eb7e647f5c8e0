import {
  Accordion,
  Flex,
  Heading,
  List,
  Statistics,
  StatisticsItem,
  StatusTag,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { fill, formatDateTime, formatNumber, shorten } from '@liveprompt/kit';
import type { SimulatedDifference, SimulatedSkip, Simulation } from '#shared/simulation.ts';
import type { SettingsWords } from '#shared/settingsWords.ts';
import { useEditing } from '../edit/editing.ts';

type Words = SettingsWords['simulation'];

/** More would be a page of its own; the count above says how many there are. */
const SHOWN = 10;

/** What the changes would do to past conversations, told per conversation; nothing was written. */
export const SimulationResult = ({ simulation }: { simulation: Simulation }) => {
  const { form, viewer } = useEditing();
  const words = form.words.simulation;
  const { sessions, writes, skips, differences, estimatedCalls } = simulation;
  const number = (value: number) => formatNumber(value, viewer);
  return (
    <Tile>
      <Flex direction="column" gap="small">
        <Heading>{words.title}</Heading>
        <Text>
          {sessions === 0
            ? words.noSessions
            : verdictOf(words.verdicts, differences.length, sessions, number)}
        </Text>
        {differences.slice(0, SHOWN).map((difference) => (
          <Accordion
            key={difference.sessionId}
            size="small"
            title={[
              shorten(difference.title, 60) || words.untitled,
              formatDateTime(difference.startedAt, viewer),
              countOf(words, difference.added.length + difference.removed.length),
            ].join(' · ')}
          >
            <Difference difference={difference} words={words} />
          </Accordion>
        ))}
        {differences.length > SHOWN ? (
          <Text>{fill(words.more, { count: number(differences.length - SHOWN) })}</Text>
        ) : null}
        {sessions === 0 ? null : (
          <>
            <Text variant="microcopy">{words.inAll}</Text>
            <Statistics>
              <StatisticsItem label={words.writes} number={number(writes.length)} />
              <StatisticsItem label={words.skips} number={number(skips.length)} />
              <StatisticsItem label={words.calls} number={number(estimatedCalls)} />
            </Statistics>
            <LeftOut skips={skips} />
          </>
        )}
      </Flex>
    </Tile>
  );
};

interface DifferenceProps {
  difference: SimulatedDifference;
  words: Words;
}

const Difference = ({ difference: { added, removed }, words }: DifferenceProps) => (
  <Flex direction="column" gap="extra-small">
    {[
      ...added.map((sentence) => ['success', words.added, sentence] as const),
      ...removed.map((sentence) => ['danger', words.removed, sentence] as const),
    ].map(([variant, word, sentence], index) => (
      <Flex key={index} direction="row" gap="small" align="start">
        <StatusTag variant={variant}>{word}</StatusTag>
        <Text>{sentence}</Text>
      </Flex>
    ))}
  </Flex>
);

/** The rule's own name is for machines: `no_consent: he did not agree` (contract §4). */
const withoutRule = (reason: string) => reason.replace(/^[a-z_]+: /, '');

/** Each reason once: the same person is often left out of many conversations for one reason. */
const LeftOut = ({ skips }: { skips: readonly SimulatedSkip[] }) => {
  const { form, viewer } = useEditing();
  const words = form.words.simulation;
  const said = skips.map(({ what, reason }) =>
    fill(words.skip, { what: capitalised(what), reason: withoutRule(reason) }),
  );
  const reasons = [...new Set(said)];
  const more = reasons.length - SHOWN;
  return reasons.length === 0 ? null : (
    <Accordion size="small" title={words.why}>
      <List variant="unordered-styled">
        {reasons.slice(0, SHOWN).map((reason) => (
          <Text key={reason}>{reason}</Text>
        ))}
        {more > 0 ? <Text>{fill(words.moreSkips, { count: formatNumber(more, viewer) })}</Text> : null}
      </List>
    </Accordion>
  );
};

const capitalised = (what: string) => what.charAt(0).toUpperCase() + what.slice(1);

function verdictOf(
  words: Words['verdicts'],
  different: number,
  sessions: number,
  counted: (value: number) => string,
): string {
  if (sessions === 1) return different === 0 ? words.oneSame : words.oneDifferent;
  const values = { different: counted(different), sessions: counted(sessions) };
  return fill(different === 0 ? words.same : words.different, values);
}

const countOf = (words: Words, count: number) => (count === 1 ? words.count : fill(words.counts, { count }));
