import type { StepView, WorkflowView } from '../../../workflows/workflowView.types.ts';

const KINDS: Readonly<Record<StepView['kind'], string>> = {
  ours: 'liveprompt.ai',
  own: 'HubSpot',
  branch: 'Branch',
};

/** The recipe from top to bottom, as HubSpot's editor draws a workflow. */
export function Recipe({ workflow }: { workflow: WorkflowView }) {
  const { trigger, steps, name } = workflow;
  return (
    <section className="recipe" aria-label={`Recipe of ${name}`}>
      <div className="step step-trigger">
        <span className="step-kind">Starts when an event occurs</span>
        <strong>{trigger.event}</strong>
        <ul>
          {trigger.filters.map((filter, index) => (
            <li key={filter}>
              {index > 0 && <span className="soft">and </span>}
              {filter}
            </li>
          ))}
        </ul>
        <span className="soft">Enrols the {trigger.object} of the event</span>
      </div>
      <Steps steps={steps} />
    </section>
  );
}

function Steps({ steps }: { steps: StepView[] }) {
  if (steps.length === 0) return <p className="step-end">End</p>;
  return (
    <ol className="steps">
      {steps.map(({ id, kind, title, details, ways }) => (
        <li key={id}>
          <div className={`step step-${kind}`}>
            <span className="step-kind">{KINDS[kind]}</span>
            <strong>{title}</strong>
            {details.map((detail) => (
              <span key={detail} className="soft">
                {detail}
              </span>
            ))}
          </div>
          {ways && (
            <div className="ways">
              <section aria-label={`If yes: ${title}`}>
                <span className="way">Yes</span>
                <Steps steps={ways.yes} />
              </section>
              <section aria-label={`If no: ${title}`}>
                <span className="way">No</span>
                <Steps steps={ways.no} />
              </section>
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
