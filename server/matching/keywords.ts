/**
 * Does the text hold this word or phrase? Literal, word-bounded, without regard to case and accents, in any
 * language (contract §3). Never a regular expression: what an admin types is looked for as it stands.
 */
export function mentions(text: string, phrase: string): boolean {
  const wanted = fold(phrase);
  if (wanted === '') return false;
  const searched = fold(text);
  for (let at = searched.indexOf(wanted); at >= 0; at = searched.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    if (
      isBoundary(before(searched, at), first(wanted)) &&
      isBoundary(first(searched.slice(end)), last(wanted))
    )
      return true;
  }
  return false;
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** Scripts that set no space between words: a boundary there would never be found. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const WORD = /[\p{L}\p{N}_]/u;

function isBoundary(neighbour: string, edge: string): boolean {
  return !WORD.test(neighbour) || !WORD.test(edge) || UNSPACED.test(edge) || UNSPACED.test(neighbour);
}

/** By code point: half a surrogate pair is no letter. */
function before(text: string, at: number): string {
  return last(text.slice(Math.max(0, at - 2), at));
}

function first(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0x20);
}

function last(text: string): string {
  return Array.from(text).at(-1) ?? ' ';
}
