import { z } from 'zod';

/** An IANA name this runtime can compute with; anything else would put a due date at the wrong hour. */
export const timeZone = z.string().max(64).refine(isTimeZone, { message: 'is not an IANA time zone' });

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
