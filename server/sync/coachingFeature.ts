import { scopeProblem } from '../installs/coachingObject.ts';
import type { CoachingObject } from '../installs/coachingState.ts';
import type { InstallDocument } from '../installs/install.ts';

/** Whether a portal has the custom object; `unknown` where it has to be looked for first. */
export type CoachingFeature =
  | { state: 'ready'; object: CoachingObject }
  | { state: 'unknown' }
  /** A code and what to do about it, as a skip tells it. */
  | { state: 'unavailable'; reason: string };

/** What is known without asking HubSpot. Pure. */
export function coachingFeature({
  scopes,
  coaching,
}: Pick<InstallDocument, 'scopes' | 'coaching'>): CoachingFeature {
  const missing = scopeProblem(scopes);
  if (missing) return { state: 'unavailable', reason: `missing_scope: ${missing}` };
  const usable = coaching?.problem === null ? coaching.object : null;
  return usable ? { state: 'ready', object: usable } : { state: 'unknown' };
}
