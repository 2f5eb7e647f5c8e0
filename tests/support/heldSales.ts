import type { SessionSample } from '../sandbox/samples/sample.types.ts';
import { sales as sample } from '../sandbox/samples/sales.ts';

/** The sales call without the meeting it agreed on: one meeting, whatever the day. */
export const sales: SessionSample = (...given) => {
  const envelope = sample(...given);
  delete envelope.data.session.next_meeting;
  return envelope;
};
