import { cutAtWord } from './cutWhole.ts';

/** HubSpot's limit for a string property, counted after escaping (hubspot-api.md §2.1). */
export const MAX_LENGTH = 65_536;

/** Cuts plain text to a HubSpot string property, at a word where one is near. */
export function plainText(text: string, max = MAX_LENGTH): string {
  const clean = text.replace(/[^\S\n]+/g, ' ').trim();
  return clean.length <= max ? clean : `${cutAtWord(clean, max - 1).trimEnd()}…`;
}
