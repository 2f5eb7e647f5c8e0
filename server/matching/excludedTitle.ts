import type { Session } from '../../shared/session.ts';
import type { Settings } from '../../shared/settings.ts';
import { createKeywordSearch } from '../stages/keywords.ts';

/** The word of the settings that keeps a conversation with this title out of HubSpot; undefined when none does. Pure. */
export function excludedTitleWord({ title }: Session, { matching }: Settings): string | undefined {
  const { excludeTitleWords: words } = matching;
  if (!title || words.length === 0) return undefined;
  const search = createKeywordSearch([{ name: 'title', text: title }]);
  return words.find((word) => search(word) !== null);
}
