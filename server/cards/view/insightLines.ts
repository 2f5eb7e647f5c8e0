import type { Block } from '../../../shared/blocks.ts';
import type { CardBudget, CardInsights, RecordInsights } from '../../../shared/card.ts';
import type { Reader } from '../../text/reader.ts';
import { joined, shorten } from '../../text/shorten.ts';
import { customerFacts, customerLines, issueFolds } from './customerLines.ts';
import { texts } from './words.ts';

const words = texts.insights;

/** What came up over the record's last conversations: what is still open is in sight, the rest one click away. Pure. */
export function recordInsightBlocks(
  insights: RecordInsights | null,
  reader: Reader,
  isWide: boolean,
): Block[] {
  const { competitors = [], objections = [], budget = null } = insights ?? {};
  const facts = [
    ...(budget ? [{ label: words.budget, blocks: [paragraph(budgetText(budget, reader))] }] : []),
    ...(competitors.length > 0
      ? [{ label: words.competitors, blocks: competitors.map((one) => competitor(one, reader)) }]
      : []),
    ...(insights ? customerFacts(insights, reader) : []),
  ];
  const folds = [
    insights ? issueFolds(insights, isWide) : [],
    objectionFold(
      words.open,
      objections.filter(({ answered }) => !answered),
      true,
      reader,
    ),
    objectionFold(
      words.answered,
      objections.filter(({ answered }) => answered),
      isWide,
      reader,
    ),
  ].flat();
  if (facts.length + folds.length === 0) return [];
  const shown: Block[] = facts.length > 0 ? [{ type: 'facts', items: facts }] : [];
  return [
    { type: 'group', gap: 'small', blocks: [{ type: 'title', text: words.title }, ...shown, ...folds] },
  ];
}

/** What came up in one conversation, one line each, with its minute; the first `limit` of them. Pure. */
export function insightLines(insights: CardInsights, reader: Reader, limit: number): Block[] {
  const { budget, competitors, objections } = insights;
  const line = (label: string, text: string, atSeconds: number | null) =>
    joined(`${label}: ${shorten(text, 200)}`, minuteMark(atSeconds));
  const lines = [
    ...(budget ? [`${words.budget}: ${budgetText(budget, reader)}`] : []),
    ...objections.map(({ text, answered, atSeconds }) =>
      line(answered ? words.oneAnswered : words.oneOpen, text, atSeconds),
    ),
    ...competitors.map(({ name, atSeconds }) => line(words.competitor, name, atSeconds)),
    ...customerLines(insights),
  ];
  if (lines.length === 0) return [];
  const more = lines.length > limit ? [words.more(lines.length - limit)] : [];
  return [{ type: 'list', ordered: false, items: [...lines.slice(0, limit), ...more] }];
}

/** Where in the recording: 323 s is `at 5:23`, an hour and more `at 1:05:23`; empty where it is unknown. */
export function minuteMark(atSeconds: number | null): string {
  if (atSeconds === null) return '';
  const whole = Math.max(0, Math.floor(atSeconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return words.at(hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`);
}

/** `40,000 – 60,000 USD, confirmed`. */
function budgetText({ min, max, currency, confirmed }: CardBudget, reader: Reader): string {
  const amounts = [...new Set([min, max].filter((amount) => amount !== null))];
  const range = amounts.map((amount) => reader.number(amount)).join(' – ');
  const money = currency ? `${range} ${currency}` : range;
  return confirmed ? words.confirmed(money) : money;
}

function competitor(
  { name, mentions, quote, startedAt, atSeconds }: RecordInsights['competitors'][number],
  reader: Reader,
): Block {
  const said: Block[] = quote ? [{ type: 'said', text: texts.quoted(shorten(quote, 160)) }] : [];
  const named = joined(shorten(name, 60), mentions > 1 ? words.mentions(mentions) : '');
  return flush(paragraph(named), ...said, when(startedAt, atSeconds, reader));
}

function objectionFold(
  title: (count: number) => string,
  objections: RecordInsights['objections'],
  open: boolean,
  reader: Reader,
): Block[] {
  if (objections.length === 0) return [];
  const items = objections.map(({ text, startedAt, atSeconds }) => [
    paragraph(shorten(text, 200)),
    when(startedAt, atSeconds, reader),
  ]);
  const blocks: Block[] = [{ type: 'list', ordered: false, items }];
  return [{ type: 'fold', title: title(objections.length), open, blocks }];
}

const paragraph = (text: string): Block => ({ type: 'paragraph', text });
const flush = (...blocks: Block[]): Block => ({ type: 'group', gap: 'flush', blocks });
const when = (startedAt: string, atSeconds: number | null, reader: Reader): Block => ({
  type: 'note',
  text: joined(reader.day(startedAt), minuteMark(atSeconds)),
});
