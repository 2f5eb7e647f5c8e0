import type { NamedObject, RecordLine } from '../demo.types.ts';
import type { SampleEntry } from '../../samples/samples.ts';

/** A recipe as HubSpot's editor would draw it, and the history of its runs. */
export interface WorkflowView {
  id: string;
  name: string;
  about: string;
  /** The call that starts it. */
  sample: Pick<SampleEntry, 'key' | 'label'>;
  trigger: { event: string; object: string; filters: string[] };
  steps: StepView[];
  /** Newest first. */
  runs: RunView[];
}

export interface StepView {
  id: string;
  /** `ours`: an action of the app; `own`: one of HubSpot's. */
  kind: 'ours' | 'own' | 'branch';
  title: string;
  details: string[];
  /** Only of a branch. */
  ways: { yes: StepView[]; no: StepView[] } | null;
}

export interface RunView {
  id: string;
  when: string;
  state: 'running' | 'waiting' | 'finished';
  event: string;
  record: Pick<RecordLine, 'type' | 'id' | 'title'>;
  steps: OutcomeView[];
}

export interface OutcomeView {
  id: string;
  title: string;
  state: 'succeeded' | 'failed' | 'retrying';
  attempts: number;
  /** What came out, or why nothing did. */
  details: string[];
  /** The task that the step made. */
  task: NamedObject | null;
}
