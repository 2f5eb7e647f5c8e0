import { featureRequestsOf } from '../../../server/insights/featureRequests.ts';
import { issuesOf } from '../../../server/insights/issues.ts';
import type { Session } from '../../../shared/session.ts';
import type { Accepted } from '../checker/history.types.ts';
import type { Envelope } from './world.types.ts';

/** What a webhook promised, in the words of the checker. */
export function acceptedOf(webhookId: string, at: number, { type, data }: Envelope): Accepted {
  const { session, organization_id: orgId } = data as { session?: Session; organization_id?: string };
  if (!session) return { webhookId, at, type, orgId: orgId ?? '', session: null };
  const { id, version, title, summary, action_items: items, insights, next_meeting: next } = session;
  const issues = issuesOf(session);
  return {
    webhookId,
    at,
    type,
    orgId: session.organization_id,
    session: {
      id,
      version,
      ...(title === undefined ? {} : { title }),
      // A deletion carries neither.
      ...((summary as Session['summary'] | undefined) ? { brief: summary.brief } : {}),
      ...(next ? { nextMeeting: next.starts_at, ...(next.title ? { nextTitle: next.title } : {}) } : {}),
      actionItems: (items ?? []).map((item) => item.id),
      taskTitles: Object.fromEntries((items ?? []).map(({ id: item, title: text }) => [item, text])),
      openIssues: issues.filter(({ open }) => open).map(({ key }) => `issue:${key}`),
      issues: issues.map(({ key }) => `issue:${key}`),
      notes: [
        ...((insights?.key_insights ?? []).some((line) => line.trim() !== '') ? ['note'] : []),
        ...(insights?.handoff_notes ? ['handoff'] : []),
        ...featureRequestsOf(session).map(({ key }) => `request:${key}`),
      ],
    },
  };
}
