/**
 * Workflows as the local HubSpot runs them: what a customer builds in HubSpot's editor, and the history it
 * then shows. A workflow that HubSpot's editor would not let anybody turn on is refused with every reason.
 */
export interface Workflow {
  /** A number, as HubSpot's workflow ids are. */
  id: string;
  name: string;
  objectType: EnrolledType;
  /** "When an event occurs": an app event of this type whose own properties pass every filter. */
  trigger: { eventTypeName: string; filters: EventFilter[] };
  /** May a record that has been through it come again with the next event? */
  reEnrollment: boolean;
  steps: WorkflowStep[];
}

export type EnrolledType = 'CONTACT' | 'COMPANY' | 'DEAL' | 'TICKET';

/** On a property of the event; the operators are those of hubspot-api.md §2.2. */
export interface EventFilter {
  property: string;
  operator:
    | 'EQ'
    | 'NEQ'
    | 'LT'
    | 'LTE'
    | 'GT'
    | 'GTE'
    | 'BETWEEN'
    | 'IN'
    | 'NOT_IN'
    | 'HAS_PROPERTY'
    | 'NOT_HAS_PROPERTY'
    | 'CONTAINS_TOKEN'
    | 'NOT_CONTAINS_TOKEN';
  value?: string;
  highValue?: string;
  values?: string[];
}

export type WorkflowStep = CustomActionStep | BranchStep | SetPropertyStep | CreateTaskStep;

/** An action of an app, by the uid of its component. */
export interface CustomActionStep {
  kind: 'custom_action';
  id: string;
  uid: string;
  inputs: Record<string, InputValue>;
}

/** Typed in by the person, or taken from the enrolled record when the step runs (hubspot-platform.md §6.2). */
export type InputValue = { static: string } | { property: string };

/** On one output of an earlier custom action of the same way. */
export interface BranchStep {
  kind: 'branch';
  id: string;
  on: { step: string; output: string };
  operator: EventFilter['operator'];
  value: string;
  yes: WorkflowStep[];
  no: WorkflowStep[];
}

/** HubSpot's own action "Edit record". */
export interface SetPropertyStep {
  kind: 'set_property';
  id: string;
  property: string;
  value: string;
}

/** HubSpot's own action "Create task", assigned to the owner of the enrolled record. */
export interface CreateTaskStep {
  kind: 'create_task';
  id: string;
  subject: string;
  priority: 'LOW' | 'MEDIUM' | 'HIGH';
  dueInDays: number;
}

/** One enrolment: a line of the workflow's history. */
export interface WorkflowRun {
  id: string;
  workflowId: string;
  startedAt: string;
  event: { eventTypeName: string; id: string };
  record: { type: string; id: string };
  /** `waiting`: a step will be tried again. */
  state: 'running' | 'waiting' | 'finished';
  steps: StepOutcome[];
}

export interface StepOutcome {
  stepId: string;
  state: 'succeeded' | 'failed' | 'retrying';
  /** Only an action of an app can need more than one. */
  attempts: number;
  /** Why it failed, or what HubSpot shows beside the step; null while there is nothing to say. */
  message: string | null;
  /** Of a custom action: what later steps can use. */
  outputs: Record<string, string>;
  /** Which way a branch went. */
  way: 'yes' | 'no' | null;
  /** The task that HubSpot's own action made. */
  taskId: string | null;
}

/** A `workflow-action` component as deployed with the app, as far as a workflow needs it. */
export interface WorkflowAction {
  uid: string;
  /** HubSpot gives it at the deployment. */
  definitionId: number;
  actionUrl: string;
  objectTypes: string[];
  inputFields: {
    typeDefinition: FieldType;
    supportedValueTypes: ('STATIC_VALUE' | 'OBJECT_PROPERTY')[];
    isRequired: boolean;
  }[];
  outputFields: { typeDefinition: FieldType }[];
  objectRequestOptions: { properties: string[] };
  executionRules: { labelName: string; conditions: Record<string, string> }[];
  labels: {
    en: {
      actionName: string;
      actionCardContent: string;
      inputFieldLabels: Record<string, string>;
      outputFieldLabels: Record<string, string>;
      executionRules: Record<string, string>;
    };
  };
}

export interface FieldType {
  name: string;
  type: string;
  options?: { value: string; label: string }[];
  optionsUrl?: string;
  referencedObjectType?: 'OWNER';
}
