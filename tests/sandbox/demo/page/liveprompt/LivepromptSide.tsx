import type { Overview } from '../../demo.types.ts';
import type { CallsState } from '../useCalls.ts';
import { BriefPanel } from './BriefPanel.tsx';
import { CallButtons } from './CallButtons.tsx';
import { ConnectionPanel } from './ConnectionPanel.tsx';
import { Outcome } from './Outcome.tsx';
import { RecentSyncs } from './RecentSyncs.tsx';

export interface LivepromptSideProps {
  overview: Overview | undefined;
  calls: CallsState;
  notice: { tone: 'good' | 'warn'; text: string } | null;
  onDisconnect(): Promise<void>;
}

export function LivepromptSide({ overview, calls, notice, onDisconnect }: LivepromptSideProps) {
  return (
    <main className="side side-liveprompt" aria-label="liveprompt">
      <header className="brand">
        <svg viewBox="0 0 80 80" width="32" height="32" aria-hidden="true">
          <rect width="80" height="80" rx="18" fill="#3b4cca" />
          <path
            d="M18 20h44a6 6 0 0 1 6 6v24a6 6 0 0 1-6 6H40L28 67V56H18a6 6 0 0 1-6-6V26a6 6 0 0 1 6-6z"
            fill="#fff"
          />
          <path d="M20 38h9l5-10 8 20 6-14 3 4h9" fill="none" stroke="#3b4cca" strokeWidth="4" />
        </svg>
        <div>
          <h1>liveprompt</h1>
          <p>{overview ? `${overview.organization} · ${overview.person}` : 'Loading'}</p>
        </div>
      </header>
      {notice && (
        <p className={`notice notice-${notice.tone}`} role="status">
          {notice.text}
        </p>
      )}
      {overview && (
        <>
          <ConnectionPanel
            connection={overview.connection}
            timeZone={overview.timeZone}
            onDisconnect={onDisconnect}
          />
          <CallButtons samples={overview.samples} busy={calls.busy} onEnd={calls.endCall} />
          <Outcome calls={calls} samples={overview.samples} />
          <RecentSyncs health={overview.health} timeZone={overview.timeZone} />
          <BriefPanel overview={overview} />
        </>
      )}
    </main>
  );
}
