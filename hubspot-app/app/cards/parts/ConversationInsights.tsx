import { List, Text } from '@hubspot/ui-extensions';
import { shorten } from '@liveprompt/kit';
import type { CardInsights } from '#shared/card.ts';
import { useCardSession } from '../session.ts';
import { texts } from '../texts.ts';
import { budgetText, joined, minuteMark } from '../words.ts';

/** What came up in one conversation, one line each, with its minute. */
export const ConversationInsights = ({ insights }: { insights: CardInsights }) => {
  const { viewer } = useCardSession();
  const { budget, competitors, objections } = insights;
  const line = (label: string, text: string, atSeconds: number | null) =>
    joined(`${label}: ${shorten(text, 200)}`, minuteMark(atSeconds));
  const lines = [
    ...(budget ? [`${texts.insights.budget}: ${budgetText(budget, viewer)}`] : []),
    ...objections.map(({ text, answered, atSeconds }) =>
      line(answered ? texts.insights.oneAnswered : texts.insights.oneOpen, text, atSeconds),
    ),
    ...competitors.map(({ name, atSeconds }) => line(texts.insights.competitors, name, atSeconds)),
  ];
  if (lines.length === 0) return null;
  return (
    <List variant="unordered">
      {lines.map((text, index) => (
        <Text key={`${index}-${text}`}>{text}</Text>
      ))}
    </List>
  );
};
