const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const WORDS = new Intl.Segmenter(undefined, { granularity: 'word' });
/** No emoji family, flag or accented letter is longer. */
const LONGEST = 64;
/** More of the text than this is not given up for a whole word. */
const WORTH = 0.8;

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

/** The same at the end of a word where one is near, also where words have no spaces between them: 我们|将在, เรา|จะ. */
export function cutAtWord(text: string, max: number): string {
  if (text.length <= max) return text;
  const whole = cutWhole(text, max);
  const from = aPlaceBetween(text, Math.max(0, whole.length - LONGEST));
  let end = 0;
  for (const { index } of WORDS.segment(text.slice(from, whole.length + LONGEST))) {
    if (from + index > whole.length) break;
    if (index > 0) end = from + index;
  }
  return end > max * WORTH ? text.slice(0, end) : whole;
}

/** Counting from the middle of an emoji would cut it there: a space before `at` is a safe place to begin. */
function aPlaceBetween(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  if (space >= 0 && at - space < 4 * LONGEST) return space;
  if (at <= 4 * LONGEST) return 0;
  const place = at - (/[\uDC00-\uDFFF]/.test(text.charAt(at)) ? 1 : 0);
  // A flag is a pair of letters of its own kind: only counted from the first one is known which two belong together.
  let letters = 0;
  while (FLAG_LETTER.test(text.slice(place - 2 * letters - 2, place - 2 * letters))) letters += 1;
  return place - 2 * (letters % 2);
}

const FLAG_LETTER = /^\uD83C[\uDDE6-\uDDFF]$/;
