import { ACTIVITY_KEY_PROPERTY } from '../../shared/properties.ts';
import type { Session } from '../../shared/session.ts';
import { desiredContext, type Desired, type DesiredActivity } from './desiredActivity.ts';
import { desiredConversation } from './desiredConversation.ts';
import { desiredIssueTasks } from './desiredIssueTasks.ts';
import { desiredNotes } from './desiredNotes.ts';
import { desiredCoachingSession } from './desiredCoachingSession.ts';
import { desiredTasks } from './desiredTasks.ts';
import type { LedgerObject } from './ledger.types.ts';
import type { PlanInput } from './plan.types.ts';
import { recordingSkips } from './recording.ts';
import type { Ref } from './ref.ts';

/** Everything one conversation wants to be seen in HubSpot, each with the key it is known by. Pure. */
export function desiredActivities(
  session: Session,
  input: Omit<PlanInput, 'sessions'>,
  records: readonly Ref[],
  made: readonly LedgerObject[],
  next: Desired,
): Desired {
  const context = desiredContext(session, input, records, made);
  const tasks = desiredTasks(context);
  const coaching = desiredCoachingSession(context, input.features.coaching);
  const activities = [
    desiredConversation(context),
    ...desiredNotes(context),
    ...next.activities,
    ...tasks.activities,
    ...desiredIssueTasks(context),
  ];
  const keyed = (activity: DesiredActivity): DesiredActivity => ({
    ...activity,
    properties: {
      ...activity.properties,
      [ACTIVITY_KEY_PROPERTY.name]: `${session.id}:${activity.key}`,
    },
  });
  return {
    activities: [
      ...(input.features.activityKeyMode === 'unique' ? activities.map(keyed) : activities),
      ...coaching.activities,
    ],
    skips: [...next.skips, ...tasks.skips, ...coaching.skips, ...recordingSkips(session, input.settings)],
  };
}
