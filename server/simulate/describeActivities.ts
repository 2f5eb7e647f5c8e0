import { COACHING_SESSIONS } from '../../shared/coachingSessions.ts';
import { SINGULAR, spoken } from '../hubspot/objectNames.ts';
import { NEXT_MEETING } from '../sync/nextMeetingTimes.ts';
import { fingerprint } from '../sync/fingerprint.ts';
import type { ActivityWrite } from '../sync/plan.types.ts';
import type { DescribedWrite } from './describePlan.types.ts';
import { listed, type NameOf } from './names.ts';

const TITLES = ['hs_meeting_title', 'hs_call_title', 'hs_task_subject', COACHING_SESSIONS.title];

/** What a write to a meeting, call, note, task or coaching session does, in sentences. Pure. */
export function describeActivity(write: ActivityWrite, nameOf: NameOf): DescribedWrite[] {
  const { sessionId } = write;
  const type = SINGULAR[write.type];
  const name = write.key === NEXT_MEETING ? 'scheduled meeting' : spoken(write.type);
  if (write.action === 'archive')
    return [{ sessionId, action: 'archive', type, id: write.id, summary: `Remove the ${name} ${write.id}.` }];
  const title = TITLES.flatMap((property) => write.properties[property] ?? []).at(0);
  const what = title ? `the ${name} "${title}"` : `the ${name}`;
  if (write.action === 'create') {
    const summary = `Create ${what} on ${listed(write.links.map(nameOf))}.`;
    // On which records it hangs is said by the links of the conversation.
    const sameAs = `create ${type} ${write.key} ${fingerprint(JSON.stringify(write.properties))}`;
    return [{ sessionId, action: 'create', type, summary, sameAs }];
  }
  const { id, addLinks, removeLinks } = write;
  const changed = Object.keys(write.properties);
  const base = { sessionId, type, id };
  return [
    ...(changed.length > 0
      ? [{ ...base, action: 'update' as const, summary: `Update ${what}: ${listed(changed)}.` }]
      : []),
    ...addLinks.map((link) => ({
      ...base,
      action: 'associate' as const,
      summary: `Link ${what} with ${nameOf(link)}.`,
    })),
    ...removeLinks.map((link) => ({
      ...base,
      action: 'associate' as const,
      summary: `Take ${what} off ${nameOf(link)}.`,
    })),
  ];
}
