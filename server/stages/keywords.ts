import { fold } from './fold.ts';

/** A part of a conversation that is searched, with the words people use for it. */
export interface Passage {
  name: string;
  text: string;
}

export interface Hit {
  /** Where it was found. */
  name: string;
  /** The sentence or line it stands in, as it was written. */
  quote: string;
}

/** Where a keyword stands first, or null. Keywords are literal words, never patterns. */
export type KeywordSearch = (keyword: string) => Hit | null;

/**
 * Indexes passages once, so that a thousand keywords cost little more than one: of every keyword only the
 * places of its rarest pair of characters are looked at. A keyword never spans two passages.
 */
export function createKeywordSearch(passages: readonly Passage[]): KeywordSearch {
  const sentences: Hit[] = [];
  const starts: number[] = [];
  let haystack = '';
  for (const { name, text } of passages) {
    for (const sentence of text.split(SENTENCE_END)) {
      const folded = fold(sentence);
      if (folded === '') continue;
      sentences.push({ name, quote: sentence.trim() });
      starts.push(haystack.length);
      haystack += `${folded} `;
    }
    haystack += PASSAGE_END;
  }
  const index = pairIndex(haystack);

  return (keyword) => {
    const needle = fold(keyword);
    const at = needle === '' ? -1 : find(haystack, needle, index);
    return at < 0 ? null : (sentences[lastStartUpTo(starts, at)] ?? null);
  };
}

const SENTENCE_END = /\n+|(?<=[.!?؟۔।॥])\s+|(?<=[。！？])/u;
/** Folded text has no line breaks, so no keyword can reach over one. */
const PASSAGE_END = '\n';

interface PairIndex {
  /** First place of a pair by its bucket, -1 for none, and from each place the next one of its bucket. */
  first: Int32Array;
  next: Int32Array;
  count: Int32Array;
}

const BUCKETS = 65_536;

function bucketOf(text: string, at: number): number {
  return (text.charCodeAt(at) * 257 + text.charCodeAt(at + 1)) & (BUCKETS - 1);
}

function pairIndex(text: string): PairIndex {
  const first = new Int32Array(BUCKETS).fill(-1);
  const count = new Int32Array(BUCKETS);
  const next = new Int32Array(text.length);
  for (let at = text.length - 2; at >= 0; at -= 1) {
    const bucket = bucketOf(text, at);
    next[at] = first[bucket] ?? -1;
    first[bucket] = at;
    count[bucket] = (count[bucket] ?? 0) + 1;
  }
  return { first, next, count };
}

function find(text: string, needle: string, { first, next, count }: PairIndex): number {
  if (needle.length === 1) {
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
      if (isBounded(text, needle, at)) return at;
    }
    return -1;
  }
  let rarest = 0;
  for (let at = 1; at < needle.length - 1; at += 1) {
    const fewer = (count[bucketOf(needle, at)] ?? 0) < (count[bucketOf(needle, rarest)] ?? 0);
    if (fewer) rarest = at;
  }
  for (let at = first[bucketOf(needle, rarest)] ?? -1; at >= 0; at = next[at] ?? -1) {
    const start = at - rarest;
    if (start >= 0 && text.startsWith(needle, start) && isBounded(text, needle, start)) return start;
  }
  return -1;
}

/**
 * Is the keyword a word of its own? Scripts that write without spaces have no such bounds, and Korean
 * hangs its particles on the word: there a keyword counts wherever it stands.
 */
function isBounded(text: string, needle: string, start: number): boolean {
  const end = start + needle.length;
  return (
    (!isLetter(needle.codePointAt(0)) || !isLetter(codePointBefore(text, start))) &&
    (!isLetter(codePointBefore(needle, needle.length)) || !isLetter(text.codePointAt(end)))
  );
}

/** A character that continues a word in a script that puts spaces between words. */
function isLetter(codePoint: number | undefined): boolean {
  if (codePoint === undefined) return false;
  const character = String.fromCodePoint(codePoint);
  return /[\p{L}\p{M}\p{N}]/u.test(character) && !UNSPACED.test(character);
}

const UNSPACED =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}]/u;

function codePointBefore(text: string, index: number): number | undefined {
  const low = text.charCodeAt(index - 1) >> 10 === 0xdc00 >> 10;
  return text.codePointAt(low && index >= 2 ? index - 2 : index - 1);
}

/** Index of the last start at or before `at`. */
function lastStartUpTo(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
