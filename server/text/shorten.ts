import { cutWhole } from './cutWhole.ts';
import { inOwnDirection } from './readingOrder.ts';

/** One line of at most `max` characters, cut between words where there are words; the rest is one click away. */
export function shorten(text: string, max: number): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain.length <= max) return plain;
  const cut = cutWhole(plain, max);
  const lastSpace = cut.lastIndexOf(' ');
  const end = lastSpace > max / 2 ? cut.slice(0, lastSpace) : cut;
  return `${end.replace(/[\s,;:.–-]+$/, '')}…`;
}

/** Non-empty parts, side by side: `Sales · Nov 20, 2026 · 31 min`. A title in Hebrew leaves the date behind it. */
export function joined(...parts: string[]): string {
  return parts
    .filter((part) => part !== '')
    .map(inOwnDirection)
    .join(' · ');
}
