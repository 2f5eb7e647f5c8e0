/** What a simulated or dry run answers (contract §4); it touches neither HubSpot's records nor the ledger. */
export interface Simulation {
  /** Conversations that were looked at. */
  sessions: number;
  writes: SimulatedWrite[];
  skips: SimulatedSkip[];
  /** Calls to HubSpot the real run would need. */
  estimatedCalls: number;
  /** Conversations that would count in this month's plan for the first time. */
  planUnits: number;
  /** Per conversation that would end differently than under the saved settings; empty: nothing changes. */
  differences: SimulatedDifference[];
}

export interface SimulatedWrite {
  sessionId: string;
  action: 'create' | 'update' | 'archive' | 'associate';
  /** `contact`, `company`, `deal`, `meeting`, `call`, `note`, `task`, `event`, `proposal`. */
  type: string;
  /** Absent for what does not exist yet. */
  id?: string;
  /** One plain sentence. */
  summary: string;
}

export interface SimulatedSkip {
  sessionId: string;
  what: string;
  reason: string;
}

export interface SimulatedDifference {
  sessionId: string;
  title: string;
  startedAt: string;
  /** Sentences that only the proposed settings lead to. */
  added: string[];
  /** Sentences that only the saved settings lead to. */
  removed: string[];
}
