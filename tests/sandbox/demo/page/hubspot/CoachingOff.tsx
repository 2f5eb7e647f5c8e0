import { useState } from 'react';
import { api } from '../api.ts';

/** Before an admin wants coaching sessions as records: what they are, and the two clicks of the settings in one. */
export function CoachingOff({ onOn }: { onOn(): void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const switchOn = async () => {
    setBusy(true);
    try {
      const { recordId } = await api.keepCoaching();
      if (recordId !== null) location.hash = `#/coaching_sessions/${recordId}`;
      else setProblem('It is on. The next call you end brings the first record.');
      onOn();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
      setBusy(false);
    }
  };
  return (
    <section className="panel coaching-off" aria-label="Coaching sessions">
      <h3>Conversations as records of their own</h3>
      <p>
        With HubSpot Enterprise each conversation can also be a record of the custom object{' '}
        <code>coaching_sessions</code>, linked with its contacts, company and deal. It is off until an admin
        saves the setting; what was synced before follows with <strong>Apply to past conversations</strong>.
      </p>
      <button type="button" disabled={busy} onClick={() => void switchOn()}>
        {busy ? 'Making the object and its records' : 'Save the setting and apply it to past conversations'}
      </button>
      {problem !== null && <p className="notice notice-warn">{problem}</p>}
    </section>
  );
}
