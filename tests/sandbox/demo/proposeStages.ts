import { changeSettings } from './changeSettings.ts';
import type { LivepromptBackend } from './liveprompt.ts';

/** Lets conversations propose deal stages, which is off until an admin wants it: a person decides on the card. */
export function proposeStages(liveprompt: Pick<LivepromptBackend, 'api'>): Promise<void> {
  return changeSettings(liveprompt, ({ deals, ...settings }) => ({
    ...settings,
    deals: { ...deals, stage: { ...deals.stage, mode: 'propose' } },
  }));
}
