import { badPayload } from './badPayload.ts';
import { discovery } from './discovery.ts';
import { sales } from './sales.ts';
import type { Sample } from './sample.types.ts';
import { support } from './support.ts';
import { unknownAttendee } from './unknownAttendee.ts';

export interface SampleEntry {
  key: 'sales' | 'support' | 'discovery' | 'unknown-attendee' | 'bad-payload';
  /** What the button says. */
  label: string;
  /** What a viewer should watch for. */
  watch: string;
  envelope: Sample;
}

/** The five calls a viewer can end in the demo. */
export const SAMPLES: readonly SampleEntry[] = [
  {
    key: 'sales',
    label: 'Sales call with Acme',
    watch:
      'Two known contacts, their company and open deal; three tasks with owners, and the next meeting as a scheduled one.',
    envelope: sales,
  },
  {
    key: 'support',
    label: 'Support call with Globex',
    watch:
      'A customer in trouble: the open ticket, a task for the open issue, satisfaction and renewal risk.',
    envelope: support,
  },
  {
    key: 'discovery',
    label: 'Discovery with Novatech',
    watch: 'Found by the e-mail domain; lead score, checklist, and a hand-off note for the contact’s owner.',
    envelope: discovery,
  },
  {
    key: 'unknown-attendee',
    label: 'Call with someone new',
    watch: 'A new contact and a new company appear; the person without consent does not.',
    envelope: unknownAttendee,
  },
  {
    key: 'bad-payload',
    label: 'A broken payload',
    watch: 'Refused with every problem named; nothing is stored.',
    envelope: badPayload,
  },
];
