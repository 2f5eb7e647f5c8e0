import type { Block } from '../../../shared/blocks.ts';
import type { CardData, CardScore, CardScorePoint, DealCardData } from '../../../shared/card.ts';
import type { Reader } from '../../text/reader.ts';
import { joined, shorten } from '../../text/shorten.ts';
import { recordInsightBlocks } from './insightLines.ts';
import { texts } from './words.ts';

type Answer = CardData & Partial<Pick<DealCardData, 'deal'>>;

/** The record over its last conversations: the score and why, when people spoke and speak, what came up. Pure. */
export function recordBlocks(data: Answer, reader: Reader, isWide: boolean): Block[] {
  return [
    scoreBlocks(data.score, trendBlocks(data.scoreTrend, reader), isWide),
    { type: 'facts', items: facts(data, reader) },
    ...recordInsightBlocks(data.insights, reader, isWide),
  ];
}

function scoreBlocks(score: CardScore | null, trend: Block[], isWide: boolean): Block {
  if (score === null) return { type: 'note', text: texts.score.none };
  const reasons = score.reasons.map(({ label, points, max, detail }): Block => ({
    type: 'group',
    gap: 'flush',
    blocks: [
      { type: 'bar', title: label, value: points, max, text: texts.score.points(points, max) },
      { type: 'note', text: detail },
    ],
  }));
  const blocks: Block[] = [
    { type: 'score', value: score.value, title: texts.score.title, ...movement(score) },
    ...(isWide ? trend : []),
    {
      type: 'fold',
      title: texts.score.why(score.value),
      open: false,
      blocks: [...(isWide ? [] : trend), ...reasons],
    },
  ];
  return { type: 'group', gap: 'small', blocks };
}

function movement({ value, previous, trend }: CardScore): { trend: 'up' | 'down' | null; text: string } {
  if (previous === null) return { trend: null, text: texts.score.first };
  if (trend === 'flat') return { trend: null, text: texts.score.flat };
  return { trend, text: texts.score[trend](Math.abs(value - previous), previous) };
}

/** The line for the eye, the same values in words for everybody else. One point is no line. */
function trendBlocks(points: readonly CardScorePoint[], reader: Reader): Block[] {
  if (points.length < 2) return [];
  const days = points.map(({ startedAt }) => reader.day(startedAt));
  // A category stands once: two conversations of one day are told apart by their hour.
  const isOnce = (day: string) => days.indexOf(day) === days.lastIndexOf(day);
  const line = points.map(({ startedAt, value }, index) => {
    const day = days[index] ?? '';
    return { x: isOnce(day) ? day : reader.dateTime(startedAt), y: value };
  });
  const { trend, axis, values } = texts.score;
  const blocks: Block[] = [
    { type: 'line', title: trend, x: texts.facts.conversation, y: axis, points: line },
    { type: 'note', text: values(points.map(({ value }) => String(value)).join(', ')) },
  ];
  return [{ type: 'group', gap: 'flush', blocks }];
}

/** When people spoke last, when they speak next, and what a deal waits for. */
function facts({ deal, lastMeetingAt, nextMeeting, conversations }: Answer, reader: Reader) {
  const words = texts.facts;
  const last = lastMeetingAt ?? conversations[0]?.startedAt;
  const fact = (label: string, text: string) => ({ label, blocks: [{ type: 'paragraph' as const, text }] });
  return [
    ...(deal ? [fact(words.nextStep, shorten(deal.nextStep ?? '', 300) || words.noNextStep)] : []),
    fact(words.lastMeeting, last ? reader.dateTime(last) : words.noMeeting),
    ...(nextMeeting
      ? [
          fact(
            words.nextMeeting,
            joined(shorten(nextMeeting.title, 80), reader.dateTime(nextMeeting.startsAt)),
          ),
        ]
      : []),
  ];
}
