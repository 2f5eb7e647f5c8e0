import type { CardData, CardState } from '../../shared/card.ts';
import type { InstallDocument } from '../installs/install.ts';
import { NOTHING_OF_RECORD } from './buildCard.ts';

type WordlessState = Exclude<CardState, 'ready' | 'empty'>;

const WORDS: Readonly<Record<WordlessState, string>> = {
  not_connected:
    'This HubSpot account is not connected to a liveprompt organisation yet. An admin can connect it in liveprompt.',
  reconnect_required:
    'HubSpot no longer accepts our access, so new conversations wait. An admin can connect again in a minute; nothing is lost.',
  permission_missing:
    'To find the contacts of a ticket, liveprompt needs the permission to read tickets. An admin can grant it by connecting again; nothing else changes.',
};

/** Why this portal's cards have nothing to show; null when they have. */
export function wordless(install: InstallDocument | null): WordlessState | null {
  if (!install?.orgId) return 'not_connected';
  return install.status === 'reconnect_required' ? 'reconnect_required' : null;
}

/** A card without data: why, and where the next click leads. */
export function cardWithout(state: WordlessState, appUrl: string): CardData {
  return {
    state,
    message: WORDS[state],
    actionUrl: `${appUrl}/integrations/hubspot`,
    ...NOTHING_OF_RECORD,
    conversations: [],
    tasks: [],
    nextCursor: null,
  };
}
