import type { CoachingLink } from '../../shared/coachingSessions.ts';

/** The custom object "Coaching sessions" of a portal, as it was found or made. */
export interface CoachingObject {
  objectTypeId: string;
  /** Of what we write, those it has in the right type. */
  properties: string[];
  /** What its records can be linked with. */
  links: CoachingLink[];
}

/** What is known of it; absent while nobody has looked. */
export interface CoachingState {
  /** As it was last seen, even when it cannot be used now: what we made is still found by it. */
  object: CoachingObject | null;
  /** Why no records are written, a sentence with the next click; null while they are. */
  problem: string | null;
  checkedAt: Date;
}
