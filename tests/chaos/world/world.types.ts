import type { Config } from '../../../server/config/environment.ts';
import type { PortalSeed, SandboxCall } from '../../sandbox/sandbox.types.ts';
import type { LocalHubSpot } from '../../sandbox/hubspot/localHubSpot.ts';
import type { Accepted, History, PersonAct, Silence, TakenAway, Tie } from '../checker/history.types.ts';
import type { ChaosProcess, StoreFault } from './chaosProcess.ts';
import type { DoorAnswer, DoorRequest } from './door.ts';
import type { DirectEngine } from './directStore.ts';
import type { VirtualTime } from './virtualTime.ts';

export interface WorldOptions {
  seed: number;
  portals: readonly PortalSeed[];
  appEvents?: boolean;
  /** Conversations in a flush at most; default 1. */
  flushSize?: number;
  onStep?: (process: ChaosProcess, step: string) => void;
  storeFault?: (label: string) => StoreFault | undefined;
  /** Before a call reaches HubSpot; throws what `fetch` throws when nothing left. */
  onCall?: (path: string) => void;
}

/** The product, HubSpot, liveprompt and the people in both, on virtual time in this process. */
export interface World {
  /** What every process is started with, secrets and all. */
  readonly config: Config;
  readonly time: VirtualTime;
  readonly hubspot: LocalHubSpot;
  readonly engine: DirectEngine;
  readonly processes: readonly ChaosProcess[];
  /** Starts one more process with all roles. */
  start(skewMs?: number): Promise<ChaosProcess>;
  /** A process that is up; a supervisor starts one where none is. */
  alive(): Promise<ChaosProcess>;
  /** What was done so far, as the checker will know it. */
  readonly deeds: Readonly<Deeds>;
  /** The ledger as it is. */
  rows(): History['database']['syncs'];
  knock(request: DoorRequest, process?: ChaosProcess): Promise<DoorAnswer | undefined>;
  api(method: string, path: string, orgId: string, body?: unknown): Promise<ApiAnswer>;
  /** A request of somebody in a portal's HubSpot, signed by HubSpot. */
  signed(portalId: string, method: string, path: string, body?: object): Promise<ApiAnswer>;
  connect(orgId: string, portalId: string): Promise<void>;
  /** Once, and nothing is noted; false when it was refused. */
  tryToConnect(orgId: string, portalId: string): Promise<boolean>;
  disconnect(orgId: string): Promise<void>;
  /** Sends a webhook until it is accepted or refused for good; answers the last status, 0 for none. */
  deliver(envelope: Envelope, webhookId?: string): Promise<number>;
  /** A person takes our access away in HubSpot: from now on nothing is written. */
  withdraw(portalId: string): void;
  /** A person deletes a property, if it is there: after a death it may not have been made yet. */
  takeAway(portalId: string, type: string, property: string, forGood?: boolean): void;
  edit(portalId: string, type: string, id: string, properties: Record<string, string>): void;
  remove(portalId: string, type: string, id: string): void;
  /** Lets everything happen that is ready; no time passes. */
  quiet(): Promise<void>;
  /** Lets time pass as it does, timer by timer. */
  pass(ms: number): Promise<void>;
  /** Lets time pass until nothing is left to do; false when that never comes. */
  settle(): Promise<boolean>;
  /** Syncs everything that is synced once more, notes what HubSpot was sent, and settles. */
  rerun(): Promise<void>;
  /** What a checker needs; `facts` adds what only the scenario knows. */
  history(facts?: Partial<History>): Promise<History>;
  calls(): readonly SandboxCall[];
  end(): void;
}

/** What the scenario did, as the checker wants to know it. */
export interface Deeds {
  accepted: Accepted[];
  people: PersonAct[];
  takenAway: TakenAway[];
  ties: Tie[];
  silences: Silence[];
}

export interface ApiAnswer {
  status: number;
  body: Record<string, unknown>;
}

/** A webhook of liveprompt. */
export interface Envelope {
  type: string;
  timestamp: string;
  data: object;
}
