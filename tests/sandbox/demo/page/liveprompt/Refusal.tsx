import type { Delivery } from '../../demo.types.ts';
import { count } from '../words.ts';

/** A refused webhook with every problem by name. */
export function Refusal({ error }: { error: NonNullable<Delivery['error']> }) {
  return (
    <>
      <p>
        {error.message} {error.action}
      </p>
      {error.issues && (
        <>
          <h3>{count(error.issues.length, 'problem')}</h3>
          <dl className="issues">
            {error.issues.map(({ path, message }) => (
              <div key={`${path} ${message}`}>
                <dt>
                  <code>{path}</code>
                </dt>
                <dd>{message}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </>
  );
}
