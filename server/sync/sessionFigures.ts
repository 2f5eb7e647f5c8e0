import type { Session } from '../../shared/session.ts';
import { figuresId, type FiguresDocument, type TaskFigure } from '../reports/figures.ts';
import { nextLook } from '../reports/nextLook.ts';
import { durationMinutes } from '../scoring/facts.ts';
import { plainText } from '../text/plainText.ts';
import { cardTasks, instantOf, type SeenActivities } from './cardTasks.ts';
import type { LedgerLink, LedgerObject } from './ledger.types.ts';
import type { PlannedFigures } from './plan.types.ts';

/** Longer ago, the deal has moved on, and the stage it is in now says nothing of then. */
const STAGE_KNOWN_MS = 7 * 86_400_000;
const MAX_REQUESTS = 50;

/** One conversation after a turn. */
export interface FiguresInput {
  portalId: string;
  session: Session;
  links: readonly LedgerLink[];
  objects: readonly LedgerObject[];
  planned: PlannedFigures;
  zone: string;
  seen: SeenActivities;
  /** What was kept of it so far. */
  earlier: FiguresDocument | undefined;
  now: Date;
}

/** What reports will count of this conversation; null when it hangs on no record. Pure. */
export function sessionFigures(input: FiguresInput): FiguresDocument | null {
  const { portalId, session, links, planned, now } = input;
  if (links.length === 0) return null;
  const dealId = links.find(({ type }) => type === 'deals')?.id ?? null;
  const { scores } = planned;
  const requests = (session.insights?.feature_requests ?? [])
    .map(({ title }) => plainText(title, 200))
    .filter((title) => title !== '')
    .slice(0, MAX_REQUESTS);
  const startedAt = new Date(session.started_at);
  const tasks = tasksOf(input);
  return {
    _id: figuresId(portalId, session.id),
    portalId,
    orgId: session.organization_id,
    sessionId: session.id,
    startedAt,
    minutes: durationMinutes(session),
    dealId,
    stage: stageThen(input, dealId),
    companies: links.filter(({ type }) => type === 'companies').map(({ id }) => id),
    score: scores.length === 0 ? null : Math.round(scores.reduce((sum, one) => sum + one, 0) / scores.length),
    requests,
    tasks,
    lookAt: nextLook({ startedAt, tasks }, now),
  };
}

/** The first look after the conversation counts: whatever a later sync finds is not the stage of then. */
function stageThen({ session, planned, earlier, now }: FiguresInput, dealId: string | null) {
  if (dealId === null) return null;
  if (earlier?.dealId === dealId) return earlier.stage;
  return now.getTime() - Date.parse(session.ended_at) <= STAGE_KNOWN_MS ? planned.stage : null;
}

function tasksOf(input: FiguresInput): Record<string, TaskFigure> {
  const { session, objects, zone, seen, earlier, planned } = input;
  // It was there before the turn, and HubSpot did not know it any more: somebody deleted it.
  const gone = seen.before.flatMap(({ type, id }) =>
    planned.tasksSeen && type === 'tasks' && id !== null && !seen.tasks.has(id) ? [id] : [],
  );
  const live = objects.filter(({ state, id }) => state === 'live' && id !== null && !gone.includes(id));
  return Object.fromEntries(
    cardTasks(session, live, zone, seen).map((task) => {
      const known = earlier?.tasks[task.id];
      if (known && !planned.tasksSeen) return [task.id, known];
      const { id, owner, dueAt, done } = task;
      const doneAt = done ? (known?.doneAt ?? doneNow(id, session, seen)) : null;
      return [id, { owner, dueAt: dueAt === null ? null : new Date(dueAt), doneAt }];
    }),
  );
}

/** HubSpot's last change of a task that it shows as done is when it was done, or soon after. */
function doneNow(id: string, session: Session, { tasks, at }: SeenActivities): Date {
  const task = tasks.get(id)?.properties;
  // This turn made it as a task that was done in the conversation.
  if (!task) return new Date(session.ended_at);
  const changed = task['hs_task_status'] === 'COMPLETED' ? instantOf(task['hs_lastmodifieddate']) : undefined;
  return changed === undefined ? at : new Date(changed);
}
