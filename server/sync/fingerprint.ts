import { hash } from 'node:crypto';
import { wordsOf } from '../mapping/canonical.ts';

/**
 * A short hash of a value we wrote. The ledger keeps these instead of the text: enough to see that
 * something changed, by us or by a person, without a second copy of what people said.
 */
export function fingerprint(value: string): string {
  // In one go: a flush of a hundred conversations takes thousands of these at once.
  return hash('sha256', value, 'base64url').slice(0, 16);
}

export function fingerprints(properties: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, fingerprint(value)]));
}

/** The same of what rich text says: HubSpot gives it back in a spelling of its own. Plain text needs none. */
export function wordPrints(properties: Readonly<Record<string, string>>): Record<string, string> {
  const rich = Object.entries(properties).filter(([, value]) => /<[a-z]/i.test(value));
  return Object.fromEntries(rich.map(([name, value]) => [name, fingerprint(wordsOf(value))]));
}
