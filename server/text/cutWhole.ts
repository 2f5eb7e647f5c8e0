const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** No emoji family, flag or accented letter is longer. */
const LONGEST = 64;

/**
 * The longest beginning of at most `max` characters that ends between two letters as people see them: an emoji of
 * several parts, a flag and a letter with its accents stay whole or go whole.
 */
export function cutWhole(text: string, max: number): string {
  if (text.length <= max) return text;
  const from = aPlaceBetween(text, Math.max(0, max - LONGEST));
  let end = from;
  for (const { index, segment } of GRAPHEMES.segment(text.slice(from, max + LONGEST))) {
    if (from + index + segment.length > max) {
      // Longer than anything people write: at least no half of a surrogate pair, which has no UTF-8.
      return segment.length > LONGEST
        ? text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '')
        : text.slice(0, end);
    }
    end = from + index + segment.length;
  }
  return text.slice(0, end);
}

/** Counting from the middle of an emoji would cut it there: a space before `at` is a safe place to begin. */
function aPlaceBetween(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  if (space >= 0 && at - space < 4 * LONGEST) return space;
  return at <= 4 * LONGEST ? 0 : at - (/[\uDC00-\uDFFF]/.test(text.charAt(at)) ? 1 : 0);
}
