import type { SandboxEvent, SandboxEventType } from '../../sandbox.types.ts';
import type { Workflow, WorkflowRun, WorkflowStep } from '../../workflow.types.ts';
import type { Portal } from '../portal/portal.ts';
import { PLURAL } from './enrolledTypes.ts';
import { eventPasses } from './eventFilters.ts';

/** One record on its way through a workflow. */
export interface Enrolment {
  id: number;
  portal: Portal;
  workflow: Workflow;
  run: WorkflowRun;
  todo: WorkflowStep[];
  /** Somebody carries it out just now. */
  busy: boolean;
}

const FIRST_ID = 880_001;

/** Puts a record at the head of a workflow; `nth` counts the enrolments of the local HubSpot. */
export function enrol(
  nth: number,
  portal: Portal,
  workflow: Workflow,
  { eventTypeName, id: eventId, objectId }: SandboxEvent,
  at: number,
): Enrolment {
  const id = FIRST_ID + nth;
  const run: WorkflowRun = {
    id: String(id),
    workflowId: workflow.id,
    startedAt: new Date(at).toISOString(),
    event: { eventTypeName, id: eventId },
    record: { type: PLURAL[workflow.objectType], id: objectId },
    state: 'running',
    steps: [],
  };
  return { id, portal, workflow, run, todo: [...workflow.steps], busy: false };
}

/** Does this event enrol its record, given who was enrolled before? A record is in a workflow once at a time. */
export function enrols(
  workflow: Workflow,
  { eventTypeName, objectId, properties }: SandboxEvent,
  types: readonly SandboxEventType[],
  before: readonly Enrolment[],
): boolean {
  const { trigger, reEnrollment } = workflow;
  if (objectId === '' || trigger.eventTypeName !== eventTypeName) return false;
  const known = types.find(({ name }) => name === eventTypeName)?.properties ?? [];
  if (!eventPasses(trigger.filters, known, properties)) return false;
  const own = before.filter((one) => one.workflow === workflow && one.run.record.id === objectId);
  return own.length === 0 || (reEnrollment && own.every(({ run }) => run.state === 'finished'));
}
