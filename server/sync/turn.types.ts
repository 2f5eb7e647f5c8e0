import type { Session } from '../../shared/session.ts';
import type { SyncSkip } from '../../shared/ledger.ts';
import type { CallContext } from '../hubspot/objects.ts';
import type { HubSpotError } from '../hubspot/errors.ts';
import type { Lease } from '../queue/lease.ts';
import type { SeenActivities } from './cardTasks.ts';
import type { LedgerLink, LedgerObject, SyncDocument } from './ledger.types.ts';
import type { Evidence } from '../matching/people.ts';
import type { Features, Plan, SessionPlan } from './plan.types.ts';
import { isNew, type Ref } from './ref.ts';

/** One conversation while a turn works on it: its ledger row as it will be written. */
export interface Work {
  /** As it was claimed: `running` means that another worker died or slept over it. */
  row: SyncDocument;
  /** Looked through for what came late, in this turn. */
  swept: boolean;
  session: Session | null;
  version: number;
  plan: SessionPlan;
  objects: LedgerObject[];
  links: LedgerLink[];
  deletedPeople: string[];
  events: string[];
  skips: SyncSkip[];
  problems: Problem[];
}

export interface Problem {
  what: string;
  error: HubSpotError;
}

/** What the steps of a turn share. */
export interface Turn {
  lease: Lease;
  context: CallContext;
  features: Features;
  plan: Plan;
  work: ReadonlyMap<string, Work>;
  /** Ids of records this turn made, by their `…:new:…` name; null when HubSpot refused. */
  made: Map<Ref, Ref | null>;
  /** Records that were to be made and turned out to exist: what is to be said of their links instead. */
  found: Map<Ref, Evidence>;
  /** How tasks, next meetings and owners were when HubSpot was asked. */
  seen: Omit<SeenActivities, 'before'>;
}

/** The record behind a reference, or null when it could not be made. */
export function resolve(turn: Turn, reference: Ref): Ref | null {
  return isNew(reference) ? (turn.made.get(reference) ?? null) : reference;
}
