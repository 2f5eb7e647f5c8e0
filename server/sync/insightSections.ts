import type { Session } from '../../shared/session.ts';
import { qualificationLines, riskLines, satisfactionLines } from '../insights/customer.ts';
import { featureRequestsOf } from '../insights/featureRequests.ts';
import { issuesOf } from '../insights/issues.ts';
import { inOwnDirection } from '../text/readingOrder.ts';
import { section } from './htmlBlocks.ts';

type Insights = NonNullable<Session['insights']>;

const SECTIONS = {
  nextSteps: ({ summary }: Session) => section('Next steps', summary.next_steps),
  objections: ({ insights }: Session) => section('Objections', insights?.objections?.map(objectionLine)),
  competitors: ({ insights }: Session) =>
    section(
      'Competitors',
      insights?.competitors?.map(({ name, at_seconds }) => inOwnDirection(name) + minuteMark(at_seconds)),
    ),
  budget: ({ insights }: Session) => section('Budget', budgetLine(insights?.budget)),
  qualification: ({ insights }: Session) =>
    section('Qualification', qualificationLines(insights?.qualification)),
  issues: (session: Session) =>
    section(
      'Issues',
      issuesOf(session).map(({ title, open }) => `${inOwnDirection(title)} – ${open ? 'open' : 'resolved'}`),
    ),
  requests: (session: Session) =>
    section(
      'Feature requests',
      featureRequestsOf(session).map(({ title, detail }) => (detail ? `${title}: ${detail}` : title)),
    ),
  satisfaction: ({ insights }: Session) => section('Satisfaction', satisfactionLines(insights?.satisfaction)),
  risk: ({ insights }: Session) => section('Renewal risk', riskLines(insights?.renewal_risk)),
} as const satisfies Record<string, (session: Session) => string>;

type Order = readonly (keyof typeof SECTIONS)[];

const USUAL: Order = [
  'nextSteps',
  'objections',
  'competitors',
  'budget',
  'qualification',
  'issues',
  'requests',
  'satisfaction',
  'risk',
];
/** What a kind of conversation is held for comes first. */
const FIRST: Partial<Record<Session['kind'], Order>> = {
  support: ['issues', 'satisfaction', 'risk', 'requests'],
  discovery: ['qualification', 'budget'],
};

/**
 * What came up in a conversation, one section for each thing there is something to say about: the data decides
 * what is written, the kind only in which order (decision 0025). Pure.
 */
export function insightSections(session: Session): string[] {
  const first = FIRST[session.kind] ?? [];
  const order = [...first, ...USUAL.filter((name) => !first.includes(name))];
  return order.map((name) => SECTIONS[name](session));
}

function objectionLine({ text, at_seconds, resolved }: NonNullable<Insights['objections']>[number]): string {
  return `${inOwnDirection(text)}${minuteMark(at_seconds)} – ${resolved ? 'answered' : 'open'}`;
}

/** Minute and second in the recording: 323 s → " (05:23)". */
function minuteMark(seconds: number | undefined): string {
  if (seconds === undefined) return '';
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return ` (${two(seconds / 60)}:${two(seconds % 60)})`;
}

function budgetLine(budget: Insights['budget']): string[] {
  if (!budget) return [];
  const amounts = [budget.min, budget.max].filter((amount) => amount !== undefined);
  if (amounts.length === 0) return [];
  const range = [...new Set(amounts)].map((amount) => amount.toLocaleString('en-US')).join(' – ');
  return [`${range}${budget.currency ? ` ${budget.currency}` : ''}${budget.confirmed ? ' (confirmed)' : ''}`];
}
