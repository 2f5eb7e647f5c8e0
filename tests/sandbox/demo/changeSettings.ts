import type { Settings } from '../../../shared/settings.ts';
import type { LivepromptBackend } from './liveprompt.ts';

/** Reads the settings and saves them changed, as an admin does who turns one switch. */
export async function changeSettings(
  liveprompt: Pick<LivepromptBackend, 'api'>,
  change: (settings: Settings) => Settings,
): Promise<void> {
  const { body } = await liveprompt.api('GET', '/settings');
  const { status } = await liveprompt.api('PUT', '/settings', change(body as Settings));
  if (status !== 200) throw new Error(`The demo could not save its settings: ${status}`);
}
