import type { Overview } from '../../demo.types.ts';

/** Five calls a viewer can end, each with what to watch for. */
export function CallButtons(props: {
  samples: Overview['samples'];
  busy: string | null;
  onEnd(sample: string): void;
}) {
  return (
    <section className="panel" aria-labelledby="calls-title">
      <h2 id="calls-title">End a call</h2>
      <ul className="calls">
        {props.samples.map(({ key, label, watch }) => (
          <li key={key}>
            <button
              className="call"
              disabled={props.busy !== null}
              aria-label={label}
              aria-describedby={`watch-${key}`}
              onClick={() => props.onEnd(key)}
            >
              <span className="call-label">{label}</span>
              <span className="call-go" aria-hidden="true">
                {props.busy === key ? 'On its way' : 'End call'}
              </span>
              <span className="call-watch" id={`watch-${key}`}>
                {watch}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
