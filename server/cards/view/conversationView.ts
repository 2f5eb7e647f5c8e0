import type { Block } from '../../../shared/blocks.ts';
import type { CardConversation } from '../../../shared/card.ts';
import type { ConversationView } from '../../../shared/cardView.ts';
import type { Reader } from '../../text/reader.ts';
import { inOwnDirection } from '../../text/readingOrder.ts';
import { joined, shorten } from '../../text/shorten.ts';
import { insightLines } from './insightLines.ts';
import { texts } from './words.ts';

const words = texts.conversations;
const TONES = { positive: 'success', neutral: 'default', negative: 'danger' } as const;
/** Of what came up, on the tab; ten conversations must stay below HubSpot's megabyte, and readable. */
const MAX_LINES = 8;

/** One conversation: when, how it felt, its beginning, what came up, and why it is here. Pure. */
export function conversationView(
  conversation: CardConversation,
  reader: Reader,
  isWide: boolean,
): ConversationView {
  const { sessionId, startedAt, sentiment, brief, insights, matchedBy, objects, url } = conversation;
  const title = titleOf(conversation);
  const activity = objects.find(({ type }) => Object.hasOwn(words.openActivity, type));
  const tag: Block[] = sentiment
    ? [{ type: 'tag', tone: TONES[sentiment], text: words.sentiments[sentiment] }]
    : [];
  return {
    sessionId,
    title,
    line: joined(title, reader.day(startedAt)),
    blocks: [
      { type: 'note', text: metaOf(conversation, reader) },
      ...tag,
      { type: 'paragraph', text: inOwnDirection(shorten(brief, isWide ? 600 : 240)) || words.noBrief },
      ...(isWide ? insightLines(insights, reader, MAX_LINES) : []),
      { type: 'note', text: reasonOf(matchedBy, reader) },
    ],
    activity: activity ? { label: words.openActivity[activity.type] ?? '', url: activity.url } : null,
    url,
    record: matchedBy.record,
    question: words.question(title, matchedBy.record.type),
  };
}

export function titleOf({ title }: Pick<CardConversation, 'title'>): string {
  return shorten(title, 80) || words.untitled;
}

/** `Sales · Nov 20, 2026, 3:30 PM · 31 min`, without what is not known. */
function metaOf({ kind, startedAt, durationMinutes }: CardConversation, reader: Reader): string {
  const minutes = durationMinutes === null ? '' : words.minutes(durationMinutes);
  return joined(words.kinds[kind], reader.dateTime(startedAt), minutes);
}

/** A link that leaves no doubt needs no figure. */
function reasonOf({ rule, evidence, confidence }: CardConversation['matchedBy'], reader: Reader): string {
  const why = shorten(evidence, 160).replace(/\.$/, '');
  const sure = confidence === null || confidence >= 1 ? '' : ` ${words.sure(reader.percent(confidence))}`;
  return `${words.linked(rule, why || words.byRule(rule))}${sure}.`;
}
