import type { Session } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import { mentions } from './keywords.ts';

/** The word of the settings that keeps a conversation with this title out of HubSpot; undefined when none does. Pure. */
export function excludedTitleWord({ title }: Session, { matching }: Settings): string | undefined {
  return title ? matching.excludeTitleWords.find((word) => mentions(title, word)) : undefined;
}
