/**
 * Text as keywords are compared: without case, accents, vowel points, invisible characters and
 * typographic variants, white space as one space. Accents go only where they are accents: marks of
 * Indic scripts, Thai and kana are part of the letter and stay.
 */
export function fold(text: string): string {
  // There and back: ß and ss, dotted and dotless i become the same.
  const cased = text.toUpperCase().toLowerCase();
  const plain = !BEYOND_ASCII.test(cased)
    ? cased
    : cased
        .normalize('NFKD')
        .replace(ACCENTS, '')
        .normalize('NFC')
        // Compatibility forms such as ℡ bring capitals of their own.
        .toLowerCase()
        .replaceAll('ς', 'σ')
        .replace(STROKED, (letter) => WITHOUT_STROKE[letter] ?? letter)
        .replace(/[’‘ʼ´]/g, "'")
        .replace(/[‐-―−]/g, '-');
  return plain.replace(/\s+/g, ' ').trim();
}

const BEYOND_ASCII = /[^ -~\s]/;

/** Combining diacritics, Hebrew points, Arabic vowels and tatweel, soft hyphen and zero-width characters. */
const ACCENTS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** To Unicode a stroke is part of the letter, to people who type without it an accent: hợp đồng, złożyć, Ørsted. */
const WITHOUT_STROKE: Readonly<Record<string, string>> = { đ: 'd', ł: 'l', ø: 'o', ħ: 'h', ŧ: 't' };
const STROKED = /[đłøħŧ]/g;
