import type { Block, FactsBlock } from '../../../shared/blocks.ts';
import type { CardInsights, CardQualification, RecordInsights } from '../../../shared/card.ts';
import type { Reader } from '../../text/reader.ts';
import { joined, shorten } from '../../text/shorten.ts';
import { texts } from './words.ts';

const words = texts.customer;
const TONES = { none: 'success', low: 'default', medium: 'default', high: 'danger' } as const;
/** Of reasons and requests in sight; the properties and the notes hold all of them. */
const MAX_LINES = 8;

type Fact = FactsBlock['items'][number];

/** How the customer is, over the record's last conversations, one fact each; none where nothing was said. Pure. */
export function customerFacts(insights: RecordInsights, reader: Reader): Fact[] {
  const { satisfaction, risk, qualification, campaign, requests } = insights;
  return [
    ...(satisfaction
      ? [
          fact(
            words.satisfaction,
            paragraph(words.satisfied(satisfaction.value, satisfaction.previous)),
            note(reader.day(satisfaction.startedAt)),
          ),
        ]
      : []),
    ...(risk
      ? [
          fact(
            words.risk,
            { type: 'tag', tone: TONES[risk.level], text: words.levels[risk.level] },
            ...list(risk.reasons),
            note(reader.day(risk.startedAt)),
          ),
        ]
      : []),
    ...(qualification ? [fact(words.qualification, ...list(checklist(qualification)))] : []),
    ...(campaign
      ? [fact(words.campaign, paragraph(joined(campaign.source, campaign.medium, campaign.name)))]
      : []),
    ...(requests.length > 0
      ? [
          fact(
            words.requests,
            ...list(
              requests.map(({ title, mentions }) => joined(shorten(title, 120), words.asked(mentions))),
            ),
          ),
        ]
      : []),
  ];
}

/** Issues that are open by the newest word on them, in sight; the resolved ones a click away. Pure. */
export function issueFolds({ issues }: RecordInsights, isWide: boolean): Block[] {
  const fold = (title: (count: number) => string, titles: readonly string[], open: boolean): Block[] =>
    titles.length > 0 ? [{ type: 'fold', title: title(titles.length), open, blocks: list(titles) }] : [];
  const titled = (open: boolean) => issues.filter((one) => one.open === open).map(({ title }) => title);
  return [
    ...fold(words.openIssues, titled(true), true),
    ...fold(words.resolvedIssues, titled(false), isWide),
  ];
}

/** The same of one conversation, a line each. Pure. */
export function customerLines({
  satisfaction,
  risk,
  qualification,
  issues,
  requests,
}: CardInsights): string[] {
  return [
    ...(satisfaction === null ? [] : [`${words.satisfaction}: ${words.satisfied(satisfaction, null)}`]),
    ...(risk ? [`${words.risk}: ${words.levels[risk.level]}`] : []),
    ...(qualification ? [`${words.qualification}: ${checklist(qualification).join(', ')}`] : []),
    ...issues.map(
      ({ title, open }) => `${open ? words.openIssue : words.resolvedIssue}: ${shorten(title, 200)}`,
    ),
    ...requests.map(({ title }) => `${words.request}: ${shorten(title, 200)}`),
  ];
}

function checklist({ budget, authority, need, timeline, fitScore }: CardQualification): string[] {
  const item = (label: string, yes: boolean | null) => (yes === null ? [] : [words.checked(label, yes)]);
  return [
    ...(fitScore === null ? [] : [words.fitScore(fitScore)]),
    ...item(words.budget, budget),
    ...item(words.authority, authority),
    ...item(words.need, need),
    ...(timeline === null ? [] : [words.timeline(shorten(timeline, 80))]),
  ];
}

function list(lines: readonly string[]): Block[] {
  if (lines.length === 0) return [];
  const more = lines.length > MAX_LINES ? [texts.insights.more(lines.length - MAX_LINES)] : [];
  const shown = lines.slice(0, MAX_LINES).map((line) => shorten(line, 200));
  return [{ type: 'list', ordered: false, items: [...shown, ...more] }];
}

const fact = (label: string, ...blocks: Block[]): Fact => ({ label, blocks });
const paragraph = (text: string): Block => ({ type: 'paragraph', text });
const note = (text: string): Block => ({ type: 'note', text });
