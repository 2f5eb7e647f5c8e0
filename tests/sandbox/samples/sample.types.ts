import type { Session } from '../../../shared/session.ts';

/** The body of one `POST /webhooks/liveprompt` (contract §2). */
export interface SampleEnvelope<T = unknown> {
  type: string;
  timestamp: string;
  data: T;
}

/**
 * @param now when the conversation is over; every date in it is counted from here.
 * @param organizationId whose conversation it is.
 * @param suffix makes ids unique, so that one sample can be sent many times.
 */
export type Sample<T = unknown> = (now: Date, organizationId: string, suffix: string) => SampleEnvelope<T>;

export type SessionSample = Sample<{ session: Session }>;
