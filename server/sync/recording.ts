import type { SyncSkip } from '../../shared/ledger.ts';
import type { Session } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';

/** Whether a conversation's recording may be named in HubSpot: switched on, and nobody in it refused. Pure. */
export function linksRecording(session: Session, { sync }: Settings): boolean {
  return sync.recordings && !isRefused(session);
}

/** What is said where a recording stays out because of somebody's consent. Pure. */
export function recordingSkips(session: Session, { sync }: Settings): SyncSkip[] {
  if (!sync.recordings || !session.recording || !isRefused(session)) return [];
  return [
    {
      what: 'link to the recording',
      reason: 'no_consent: someone in this conversation did not agree to being recorded',
    },
  ];
}

const isRefused = ({ participants }: Session): boolean =>
  participants.some(({ consent }) => consent === false);
