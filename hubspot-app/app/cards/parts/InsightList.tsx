import {
  Accordion,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  List,
  Text,
} from '@hubspot/ui-extensions';
import { formatDay, shorten } from '@liveprompt/kit';
import type { RecordInsights } from '#shared/card.ts';
import { useCardSession } from '../session.ts';
import { texts } from '../texts.ts';
import { budgetText, joined, minuteMark } from '../words.ts';

/** What came up over the last conversations: what is still open is in sight, the rest one click away. */
export const InsightList = ({ insights }: { insights: RecordInsights | null }) => {
  const { viewer, isWide } = useCardSession();
  if (!insights) return null;
  const { competitors, objections, budget } = insights;
  if (competitors.length + objections.length === 0 && !budget) return null;
  const open = objections.filter(({ answered }) => !answered);
  const answered = objections.filter((objection) => objection.answered);
  return (
    <Flex direction="column" gap="small">
      <Heading>{texts.insights.title}</Heading>
      <DescriptionList>
        {budget ? (
          <DescriptionListItem label={texts.insights.budget}>
            <Text>{budgetText(budget, viewer)}</Text>
          </DescriptionListItem>
        ) : null}
        {competitors.length > 0 ? (
          <DescriptionListItem label={texts.insights.competitors}>
            <Flex direction="column" gap="extra-small">
              {competitors.map((competitor) => (
                <Competitor key={competitor.name} competitor={competitor} />
              ))}
            </Flex>
          </DescriptionListItem>
        ) : null}
      </DescriptionList>
      {open.length > 0 ? (
        <Accordion title={texts.insights.open(open.length)} size="small" defaultOpen>
          <Objections objections={open} />
        </Accordion>
      ) : null}
      {answered.length > 0 ? (
        <Accordion title={texts.insights.answered(answered.length)} size="small" defaultOpen={isWide}>
          <Objections objections={answered} />
        </Accordion>
      ) : null}
    </Flex>
  );
};

const Competitor = ({ competitor }: { competitor: RecordInsights['competitors'][number] }) => {
  const { viewer } = useCardSession();
  const { name, mentions, quote, startedAt, atSeconds } = competitor;
  return (
    <Flex direction="column" gap="flush">
      <Text>{joined(shorten(name, 60), mentions > 1 ? texts.insights.mentions(mentions) : '')}</Text>
      {quote ? (
        <Text variant="microcopy" format={{ italic: true }}>
          {texts.insights.quoted(shorten(quote, 160))}
        </Text>
      ) : null}
      <Text variant="microcopy">{joined(formatDay(startedAt, viewer), minuteMark(atSeconds))}</Text>
    </Flex>
  );
};

const Objections = ({ objections }: Pick<RecordInsights, 'objections'>) => {
  const { viewer } = useCardSession();
  return (
    <List variant="unordered">
      {objections.map(({ text, startedAt, atSeconds }) => (
        <Flex key={text} direction="column" gap="flush">
          <Text>{shorten(text, 200)}</Text>
          <Text variant="microcopy">{joined(formatDay(startedAt, viewer), minuteMark(atSeconds))}</Text>
        </Flex>
      ))}
    </List>
  );
};
