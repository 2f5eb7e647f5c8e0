import type { Delivery } from '../../demo.types.ts';

/** A refused webhook with every problem by name. */
export function Refusal({ error }: { error: NonNullable<Delivery['error']> }) {
  return (
    <>
      <p>
        {error.message} {error.action}
      </p>
      {error.issues && (
        <table className="issues">
          <caption>{error.issues.length} problems</caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Problem</th>
            </tr>
          </thead>
          <tbody>
            {error.issues.map(({ path, message }) => (
              <tr key={`${path} ${message}`}>
                <td>
                  <code>{path.replace(/^data\./, '')}</code>
                </td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
