import { api } from '../../api.ts';
import { usePolled } from '../../usePolled.ts';
import { Recipe } from './Recipe.tsx';
import { Runs } from './Runs.tsx';

/** HubSpot's workflows of this account: each with its recipe as a picture, and what it has done so far. */
export function Workflows({ busy, onEnd }: { busy: string | null; onEnd(sample: string): void }) {
  const { value: workflows, problem } = usePolled(api.workflows, 'workflows');
  return (
    <section className="workflows" aria-label="Workflows">
      <p className="soft">
        Automation › Workflows. Built by clicks in HubSpot; each starts from an event of liveprompt.
      </p>
      {problem !== undefined && <p className="panel">{problem}</p>}
      {workflows?.map((workflow) => (
        <article key={workflow.id} className="panel workflow" aria-labelledby={`workflow-${workflow.id}`}>
          <header className="panel-head">
            <div>
              <h3 id={`workflow-${workflow.id}`}>{workflow.name}</h3>
              <p className="soft">{workflow.about}</p>
            </div>
            <button
              className="play"
              disabled={busy !== null}
              aria-label={`Play ${workflow.name}: ${workflow.sample.label}`}
              onClick={() => onEnd(workflow.sample.key)}
            >
              {busy === workflow.sample.key ? 'On its way' : `Play: ${workflow.sample.label}`}
            </button>
          </header>
          <div className="workflow-parts">
            <Recipe workflow={workflow} />
            <Runs runs={workflow.runs} sample={workflow.sample.label} />
          </div>
        </article>
      ))}
    </section>
  );
}
