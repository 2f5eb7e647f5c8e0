import { useState } from 'react';
import type { ConnectionView } from '../../demo.types.ts';
import { api } from '../api.ts';
import { Badge } from '../Badge.tsx';
import { clock, CONNECTION, count } from '../words.ts';

/** `GET /api/v1/connection` for a person, with the way in and the way out. */
export function ConnectionPanel(props: {
  connection: ConnectionView;
  timeZone: string;
  onDisconnect(): Promise<void>;
}) {
  const { connection } = props;
  const { text, tone } = CONNECTION[connection.status];
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const connected = connection.status === 'active' || connection.status === 'paused';

  const run = (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    work()
      .catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)))
      .finally(() => setBusy(false));
  };
  /** The real way: our API, our install route, HubSpot's consent page, our callback, and back here. */
  const connect = () =>
    run(async () => {
      const { authorizeUrl } = await api.connect();
      location.assign(authorizeUrl);
    });

  return (
    <section className="panel" aria-labelledby="connection-title">
      <div className="panel-head">
        <h2 id="connection-title">HubSpot connection</h2>
        <Badge tone={tone}>{text}</Badge>
      </div>
      {connected ? (
        <>
          <p className="connected">
            <strong>{connection.portalName ?? 'HubSpot account'}</strong> {connection.portalId}
          </p>
          <p className="connected soft">
            by {connection.connectedBy}
            {connection.connectedAt && <> at {clock(connection.connectedAt, props.timeZone)}</>}
          </p>
          <div className="panel-foot">
            <details>
              <summary>{count(connection.scopes.length, 'permission')} granted</summary>
              <ul className="scopes">
                {connection.scopes.map((scope) => (
                  <li key={scope}>{scope}</li>
                ))}
              </ul>
            </details>
            <button className="quiet" disabled={busy} onClick={() => run(props.onDisconnect)}>
              {busy ? 'Disconnecting' : 'Disconnect'}
            </button>
          </div>
        </>
      ) : (
        <>
          <p>
            {connection.statusReason ??
              'Connect an account to write calls into it. You will see HubSpot’s consent page, here played by the local sandbox.'}
          </p>
          <button className="primary" disabled={busy} onClick={connect}>
            Connect HubSpot
          </button>
        </>
      )}
      {problem !== undefined && (
        <p className="notice notice-warn" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
