import type { HealthView } from '../../demo.types.ts';
import { Badge } from '../Badge.tsx';
import { clock, count, STATES } from '../words.ts';

/** The health dashboard in small (`GET /api/v1/health`). */
export function RecentSyncs({ health, timeZone }: { health: HealthView; timeZone: string }) {
  const { today, recent, queue } = health;
  const waiting = queue.waiting + queue.running + queue.retrying + queue.held;
  return (
    <section className="panel" aria-labelledby="recent-title">
      <h2 id="recent-title">Recent syncs</h2>
      <p className="soft">
        Today: {count(today.sessionsSynced, 'call')}, {count(today.tasksCreated, 'task')},{' '}
        {count(today.contactsUpdated, 'contact')}, {count(today.errors, 'error')}
        {waiting > 0 ? `, ${waiting} waiting` : ''}
      </p>
      {recent.length === 0 ? (
        <p>No call has been ended yet.</p>
      ) : (
        <ul className="recent">
          {recent.map(({ sessionId, title, state, version, receivedAt }) => (
            <li key={sessionId}>
              <time dateTime={receivedAt}>{clock(receivedAt, timeZone)}</time>
              <a href={`/s/${sessionId}`} target="_blank" rel="noreferrer">
                {title}
              </a>
              <span className="soft">v{version}</span>
              <Badge tone={STATES[state].tone}>{STATES[state].text}</Badge>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
