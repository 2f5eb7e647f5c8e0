/** What has to go when HubSpot deletes a person for good: every spelling by which we could know them. */
export interface ErasedPerson {
  /** Lower case. */
  email: string | null;
  name: string | null;
  phone: string | null;
}

/** Scripts that put no spaces between words. */
export const SPACELESS =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** Shorter words stand for too many other things; a name of two characters is whole where words are written so. */
const isTelling = (word: string): boolean => word.length >= (SPACELESS.test(word) ? 2 : 3);

/** What names the person and nobody else. */
export function exactNeedles({ email, name, phone }: ErasedPerson): string[] {
  return [email, name, phone].flatMap((one) => (one && isTelling(one) ? [one] : []));
}

/** The same and the parts of the name: "John" in a conversation with John Carter is he. */
export function needlesOf(person: ErasedPerson): string[] {
  const parts = (person.name ?? '').split(/\s+/).filter(isTelling);
  return [...exactNeedles(person), ...parts];
}

/** By what a person is told from others: the address, and the name only where there is none. */
export function identityOf({ email, name }: ErasedPerson): string | null {
  return email ?? (name ? `name:${name.toLowerCase()}` : null);
}
