import type { Settings } from '../../../shared/settings.ts';
import type { LivepromptBackend } from './liveprompt.ts';

/** Lets conversations propose deal stages, which is off until an admin wants it: a person decides on the card. */
export async function proposeStages(liveprompt: Pick<LivepromptBackend, 'api'>): Promise<void> {
  const { body } = await liveprompt.api('GET', '/settings');
  const settings = body as Settings;
  const deals = { ...settings.deals, stage: { ...settings.deals.stage, mode: 'propose' } };
  const { status } = await liveprompt.api('PUT', '/settings', { ...settings, deals });
  if (status !== 200) throw new Error(`The demo could not save its settings: ${status}`);
}
