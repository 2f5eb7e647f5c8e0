import { z } from 'zod';

/** An IANA name this runtime can compute with; anything else would put a due date at the wrong hour. */
export const timeZone = z.string().max(64).refine(isTimeZone, { message: 'is not an IANA time zone' });

/** Names that were found good: asking the runtime costs more than all the rest of a webhook's checks together. */
const known = new Set<string>();
/** About as many as there are, with room for other spellings: a sender cannot fill the memory with them. */
const MOST_KNOWN = 1_000;

function isTimeZone(name: string): boolean {
  if (known.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
  if (known.size < MOST_KNOWN) known.add(name);
  return true;
}
