import { createHash } from 'node:crypto';
import { fold } from '../stages/fold.ts';

/** `#`, `&` and `%` tell things apart ("C#", "R&D"); other punctuation is how somebody happened to write it. */
const PUNCTUATION = /[^\p{L}\p{M}\p{N}\p{S}#&%]+/gu;

/**
 * What an issue or a feature request is known by: its title without case, accents and punctuation. It is the same
 * in every version and order of a conversation, and in every conversation that says it. undefined for no title. Pure.
 */
export function titleKey(title: string): string | undefined {
  const folded = fold(title);
  const words = folded.replace(PUNCTUATION, ' ').trim();
  if (folded === '') return undefined;
  return createHash('sha256')
    .update(words === '' ? folded : words)
    .digest('hex')
    .slice(0, 16);
}
