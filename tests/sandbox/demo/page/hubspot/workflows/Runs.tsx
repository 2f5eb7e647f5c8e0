import type { OutcomeView, RunView } from '../../../workflows/workflowView.types.ts';
import { Badge } from '../../Badge.tsx';
import { hrefOf } from '../../route.ts';
import type { Tone } from '../../words.ts';

const RUN = {
  running: { text: 'On its way', tone: 'busy' },
  waiting: { text: 'Will try again', tone: 'warn' },
  finished: { text: 'Finished', tone: 'good' },
} as const satisfies Record<RunView['state'], { text: string; tone: Tone }>;
const STEP = {
  succeeded: { text: 'Done', tone: 'good' },
  failed: { text: 'Failed', tone: 'bad' },
  retrying: { text: 'Again soon', tone: 'warn' },
} as const satisfies Record<OutcomeView['state'], { text: string; tone: Tone }>;

/** The history of a workflow, newest first. */
export function Runs({ runs, sample }: { runs: RunView[]; sample: string }) {
  return (
    <section className="runs" aria-label="History">
      <h4>
        History <span className="tally">{runs.length}</span>
      </h4>
      {runs.length === 0 && <p className="soft">Nobody was enrolled yet. Play the {sample.toLowerCase()}.</p>}
      <ol>
        {runs.map((run) => (
          <li key={run.id} className="run">
            <p className="panel-head">
              <a href={hrefOf(run.record)}>{run.record.title}</a>
              <Badge tone={RUN[run.state].tone}>{RUN[run.state].text}</Badge>
            </p>
            <p className="soft">
              {run.event} · {run.when}
            </p>
            <ol>
              {run.steps.map((step) => (
                <Outcome key={step.id} step={step} />
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Outcome({ step }: { step: OutcomeView }) {
  const { title, state, attempts, details, task } = step;
  return (
    <li className="run-step">
      <Badge tone={STEP[state].tone}>{STEP[state].text}</Badge>
      <div>
        {title}
        {attempts > 1 && <span className="soft"> · attempt {attempts}</span>}
        {details.length > 0 && <p className="soft">{details.join(' · ')}</p>}
        {task?.shownOn && (
          <p>
            Task: <a href={hrefOf(task.shownOn, task.id)}>{task.name}</a>
          </p>
        )}
      </div>
    </li>
  );
}
