import type { SandboxEvent } from '../../sandbox.types.ts';
import type { Workflow, WorkflowRun } from '../../workflow.types.ts';
import type { Portal } from '../portal/portal.ts';
import { writeContext } from '../records/context.ts';
import type { SandboxSettings } from '../settings.ts';
import { workflowProblems } from './checkWorkflow.ts';
import { enrol, enrols, type Enrolment } from './enrolment.ts';
import { createPerformStep, recordOf } from './performStep.ts';
import { nextAttemptMs } from './retries.ts';

export interface Workflows {
  /** Turns a customer's workflow on. @throws Error with every reason why HubSpot's editor would not. */
  turnOn(portal: Portal, workflow: Workflow): void;
  /** An app event was accepted: a workflow that waits for it enrols the record. */
  hear(portal: Portal, event: SandboxEvent): void;
  of(portalId: string): Workflow[];
  /** The history, oldest first. */
  runs(portalId: string): WorkflowRun[];
  /** Carries out everything that waits, retries included, once; resolves when all of it rests. */
  run(): Promise<void>;
  /** Nothing begins any more. */
  stop(): void;
}

/** What HubSpot does with the workflows of its customers: enrols, carries out step by step, tries again. */
export function createWorkflows(settings: SandboxSettings): Workflows {
  const turnedOn = new Map<string, Workflow[]>();
  const enrolments: Enrolment[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  const { eventTypes, workflows } = settings;
  const { actions, automatic, firstRetryMs } = workflows;
  const perform = createPerformStep(settings);
  const now = (): number => settings.now().getTime();
  const of = (portalId: string): Workflow[] => turnedOn.get(portalId) ?? [];

  const later = (enrolment: Enrolment, ms: number): void => {
    if (!automatic || stopped) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void carryOn(enrolment);
    }, ms);
    timers.add(timer.unref());
  };

  const carryOn = async (enrolment: Enrolment): Promise<void> => {
    const { run } = enrolment;
    if (enrolment.busy || run.state === 'finished') return;
    enrolment.busy = true;
    run.state = 'running';
    for (;;) {
      const [step] = enrolment.todo;
      const record = recordOf(enrolment);
      if (!step || !record) {
        run.state = 'finished';
        break;
      }
      const { state, attempts } = await perform(enrolment, step, record);
      if (state === 'retrying') {
        run.state = 'waiting';
        later(enrolment, nextAttemptMs(firstRetryMs, attempts, now() - Date.parse(run.startedAt)) ?? 0);
        break;
      }
    }
    enrolment.busy = false;
  };

  return {
    of,
    turnOn: (portal, workflow) => {
      const context = writeContext(settings, portal, 'person', '');
      const problems = workflowProblems(workflow, { eventTypes, actions, context });
      if (problems.length > 0)
        throw new Error(`${workflow.name} cannot be turned on: ${problems.join('; ')}`);
      turnedOn.set(portal.id, [...of(portal.id), workflow]);
    },
    hear: (portal, event) => {
      for (const workflow of of(portal.id)) {
        if (!enrols(workflow, event, eventTypes, enrolments)) continue;
        const enrolment = enrol(enrolments.length, portal, workflow, event, now());
        enrolments.push(enrolment);
        later(enrolment, 0);
      }
    },
    runs: (portalId) => enrolments.filter(({ portal }) => portal.id === portalId).map(({ run }) => run),
    run: async () => {
      await Promise.all(enrolments.map(carryOn));
    },
    stop: () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
