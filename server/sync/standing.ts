import type { Standing } from '../mapping/decideValue.ts';
import { fingerprint } from './fingerprint.ts';
import type { RecordMarks } from './snapshot.types.ts';

/** Whose value stands in a property, judged by what we last wrote there or were about to write. Pure. */
export function standingOf(marks: RecordMarks | undefined, property: string, shown: string): Standing {
  const written = marks?.written[property];
  const sending = marks?.sending[property];
  if (written === undefined && sending === undefined) return 'untouched';
  const now = fingerprint(shown);
  if (now === written || now === sending?.value) return 'ours';
  // Nothing of ours has arrived: what stood there before still does.
  return written === undefined && now === sending?.before ? 'untouched' : 'theirs';
}
