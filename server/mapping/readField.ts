import type { Session } from '../../shared/session.ts';
import type { SessionFieldPath } from '../../shared/sessionFields.ts';
import { durationMinutes } from '../scoring/facts.ts';

/** What a conversation holds in a field, before it becomes text for HubSpot. */
export type FieldValue =
  | { type: 'text'; text: string; markdown?: boolean }
  | { type: 'number'; number: number }
  | { type: 'money'; number: number; currency: string | null }
  | { type: 'date'; day: string }
  | { type: 'datetime'; at: string }
  | { type: 'boolean'; boolean: boolean }
  | { type: 'list'; items: string[] }
  | { type: 'enumeration'; value: string };

type Read = (session: Session) => FieldValue | undefined;

/** The value of a field, undefined where the conversation says nothing about it. Pure. */
export function readField(session: Session, path: SessionFieldPath): FieldValue | undefined {
  return READERS[path](session);
}

const text = (value: string | undefined): FieldValue | undefined =>
  value?.trim() ? { type: 'text', text: value } : undefined;
const number = (value: number | null | undefined): FieldValue | undefined =>
  value === undefined || value === null ? undefined : { type: 'number', number: value };
const choice = (value: string | undefined): FieldValue | undefined =>
  value === undefined ? undefined : { type: 'enumeration', value };
const boolean = (value: boolean | undefined): FieldValue | undefined =>
  value === undefined ? undefined : { type: 'boolean', boolean: value };
const instant = (value: string | undefined): FieldValue | undefined =>
  value === undefined ? undefined : { type: 'datetime', at: new Date(value).toISOString() };
const list = (values: readonly (string | undefined)[] | undefined): FieldValue | undefined => {
  const items = [...new Set((values ?? []).map((item) => item?.trim() ?? '').filter((item) => item !== ''))];
  return items.length > 0 ? { type: 'list', items } : undefined;
};
const money = (amount: number | undefined, currency: string | undefined): FieldValue | undefined =>
  amount === undefined ? undefined : { type: 'money', number: amount, currency: currency?.trim() || null };

/** The compiler holds that every path of the list has its reader. */
const READERS: Readonly<Record<SessionFieldPath, Read>> = {
  id: ({ id }) => text(id),
  title: ({ title }) => text(title),
  kind: ({ kind }) => choice(kind),
  channel: ({ channel }) => choice(channel),
  started_at: (session) => instant(session.started_at),
  ended_at: (session) => instant(session.ended_at),
  duration_seconds: (session) => number(session.duration_seconds),
  duration_minutes: (session) => number(durationMinutes(session)),
  time_zone: (session) => text(session.time_zone),
  'host.name': ({ host }) => text(host?.name),
  'host.email': ({ host }) => text(host?.email),
  // Who did not agree to being recorded in the CRM is not named in it either.
  participants: ({ participants }) =>
    list(participants.filter(({ consent }) => consent !== false).map(({ name }) => name)),
  'summary.brief': ({ summary }) => text(summary.brief),
  'summary.body_markdown': ({ summary }) => {
    const body = text(summary.body_markdown);
    return body?.type === 'text' ? { ...body, markdown: true } : undefined;
  },
  'summary.key_points': ({ summary }) => list(summary.key_points),
  'summary.next_steps': ({ summary }) => list(summary.next_steps),
  'summary.sentiment': ({ summary }) => choice(summary.sentiment),
  'summary.sentiment_score': ({ summary }) => number(summary.sentiment_score),
  action_items: (session) => list(session.action_items?.map(({ title }) => title)),
  'action_items.open': (session) => list(openItems(session).map(({ title }) => title)),
  'action_items.next_due': (session) => {
    const days = openItems(session).flatMap(({ due_date }) => (due_date ? [due_date.slice(0, 10)] : []));
    const [first] = days.sort();
    return first ? { type: 'date', day: first } : undefined;
  },
  'insights.competitors': ({ insights }) => list(insights?.competitors?.map(({ name }) => name)),
  'insights.objections': ({ insights }) => list(insights?.objections?.map((one) => one.text)),
  'insights.objections.open': ({ insights }) =>
    list(insights?.objections?.filter(({ resolved }) => resolved !== true).map((one) => one.text)),
  'insights.objections.resolved': ({ insights }) =>
    list(insights?.objections?.filter(({ resolved }) => resolved === true).map((one) => one.text)),
  'insights.budget.min': ({ insights }) => money(insights?.budget?.min, insights?.budget?.currency),
  'insights.budget.max': ({ insights }) => money(insights?.budget?.max, insights?.budget?.currency),
  'insights.budget.currency': ({ insights }) => text(insights?.budget?.currency),
  'insights.budget.confirmed': ({ insights }) => boolean(insights?.budget?.confirmed),
  'insights.key_insights': ({ insights }) => list(insights?.key_insights),
  'insights.feature_requests': ({ insights }) => list(insights?.feature_requests?.map(({ title }) => title)),
  'insights.issues': ({ insights }) => list(insights?.issues?.map(({ title }) => title)),
  'insights.issues.open': ({ insights }) =>
    list(insights?.issues?.filter(({ status }) => status !== 'resolved').map(({ title }) => title)),
  'insights.satisfaction.score': ({ insights }) => number(insights?.satisfaction?.score),
  'insights.satisfaction.signals': ({ insights }) => list(insights?.satisfaction?.signals),
  'insights.renewal_risk.level': ({ insights }) => choice(insights?.renewal_risk?.level),
  'insights.renewal_risk.reasons': ({ insights }) => list(insights?.renewal_risk?.reasons),
  'insights.qualification.budget': ({ insights }) => boolean(insights?.qualification?.budget),
  'insights.qualification.authority': ({ insights }) => boolean(insights?.qualification?.authority),
  'insights.qualification.need': ({ insights }) => boolean(insights?.qualification?.need),
  'insights.qualification.timeline': ({ insights }) => text(insights?.qualification?.timeline),
  'insights.qualification.fit_score': ({ insights }) => number(insights?.qualification?.fit_score),
  'insights.handoff_notes': ({ insights }) => text(insights?.handoff_notes),
  'insights.campaign.source': ({ insights }) => text(insights?.campaign?.source),
  'insights.campaign.medium': ({ insights }) => text(insights?.campaign?.medium),
  'insights.campaign.name': ({ insights }) => text(insights?.campaign?.name),
  'insights.talk_ratio': ({ insights }) => number(insights?.talk_ratio),
  'recommended_deal_update.stage': (session) => text(session.recommended_deal_update?.stage),
  'recommended_deal_update.reason': (session) => text(session.recommended_deal_update?.reason),
  'recommended_deal_update.confidence': (session) => number(session.recommended_deal_update?.confidence),
  'next_meeting.title': (session) => text(session.next_meeting?.title),
  'next_meeting.starts_at': (session) => instant(session.next_meeting?.starts_at),
  'next_meeting.ends_at': (session) => instant(session.next_meeting?.ends_at),
  'next_meeting.location': (session) => text(session.next_meeting?.location),
  coach_notes: (session) => text(session.coach_notes),
  'recording.url': ({ recording }) => text(recording?.url),
  'recording.duration_seconds': ({ recording }) => number(recording?.duration_seconds),
};

function openItems({ action_items = [] }: Session) {
  return action_items.filter(({ done }) => done !== true);
}

/** The words from the conversation that a value rests on, where liveprompt sends any. */
export function quoteFor(session: Session, path: SessionFieldPath): string | null {
  if (path === 'insights.competitors') {
    return session.insights?.competitors?.find(({ quote }) => quote?.trim())?.quote ?? null;
  }
  return path.startsWith('recommended_deal_update.')
    ? (session.recommended_deal_update?.quote?.trim() ?? null)
    : null;
}
