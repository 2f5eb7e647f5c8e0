import type { SyncRow } from '../../../shared/ledger.ts';
import { changeSettings } from './changeSettings.ts';
import type { LivepromptBackend } from './liveprompt.ts';
import { settled } from './settled.ts';

/**
 * What an admin does to keep coaching sessions: saves the switch and applies it to past conversations.
 * @returns the record of the conversation that was ended last; null where there is none yet.
 */
export async function keepCoaching(
  liveprompt: Pick<LivepromptBackend, 'api'>,
  lastSessionId: string | null,
): Promise<{ recordId: string | null }> {
  await changeSettings(liveprompt, (settings) => ({
    ...settings,
    sync: { ...settings.sync, customObject: 'coaching_sessions' },
  }));
  const { status } = await liveprompt.api('POST', '/settings/apply', { days: 1 });
  if (status !== 202) throw new Error(`The demo could not apply its settings: ${status}`);
  let recordId: string | null = null;
  const isThere = async () => {
    const { body } = await liveprompt.api('GET', `/syncs/${lastSessionId ?? ''}`);
    const { state, objects } = body as SyncRow;
    recordId = objects.find(({ type }) => type === 'coaching_session')?.id ?? null;
    return state === 'synced' && recordId !== null;
  };
  if (lastSessionId !== null) await settled(isThere, 'No coaching session appeared.');
  return { recordId };
}
