/** A change that waits for a person: a deal stage or a mapped property (contract §3). */
export interface Proposal {
  id: string;
  sessionId: string;
  sessionTitle: string;
  kind: 'stage' | 'property';
  objectType: 'contact' | 'company' | 'deal' | 'meeting' | 'ticket';
  objectId: string;
  objectUrl: string;
  /** The property's name in HubSpot; `dealstage` for a stage. */
  property: string;
  /** As people say it: "Deal stage", "Amount". */
  what: string;
  current: string | null;
  proposed: string;
  /** What people see for the two values when it differs, such as a stage's label. */
  currentLabel: string | null;
  proposedLabel: string;
  /** Why: the rule that hit, or liveprompt's own reason. */
  reason: string;
  quote: string | null;
  /** 0–1, null where a rule decided. */
  confidence: number | null;
  state: ProposalState;
  /** Why it is stale or could not be written, one sentence with the next click. */
  message: string | null;
  createdAt: string;
  decidedAt: string | null;
  decidedBy: string | null;
  /** Set while an approved or automatic change can be taken back (30 days). */
  undoUntil: string | null;
}

export const PROPOSAL_STATES = [
  'open',
  'approved',
  'rejected',
  /** The value changed in HubSpot meanwhile, or the conversation says something else by now. */
  'stale',
  'undone',
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export interface ProposalPage {
  items: Proposal[];
  nextCursor: string | null;
}

/** Answer of a bulk decision: one row per id, in the order asked. */
export interface ProposalDecisions {
  results: { id: string; ok: boolean; state: ProposalState | null; message: string | null }[];
}
