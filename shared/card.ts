/** What the two sidebar cards receive (contract §4). Times are ISO-8601 instants in UTC. */
export type CardState = 'ready' | 'empty' | 'not_connected' | 'reconnect_required';

export interface CardScore {
  /** 0–100. */
  value: number;
  /** The score after the conversation before, null for the first one. */
  previous: number | null;
  trend: 'up' | 'down' | 'flat';
  /** "Why 85": one row per fact, points reached of points possible. */
  reasons: CardScoreReason[];
}

export interface CardScoreReason {
  label: string;
  points: number;
  max: number;
  detail: string;
}

export interface CardConversation {
  sessionId: string;
  title: string;
  kind: 'sales' | 'support' | 'discovery' | 'coaching' | 'other';
  startedAt: string;
  durationMinutes: number | null;
  brief: string;
  sentiment: 'positive' | 'neutral' | 'negative' | null;
  /** The full summary at liveprompt. */
  url: string;
  matchedBy: { rule: string; evidence: string };
  objects: CardObject[];
}

export interface CardObject {
  type: string;
  id: string;
  /** The object in HubSpot. */
  url: string;
}

export interface CardTask {
  id: string;
  subject: string;
  dueAt: string | null;
  priority: 'LOW' | 'MEDIUM' | 'HIGH';
  done: boolean;
  /** E-mail of the owner, null when HubSpot knows none. */
  owner: string | null;
}

export interface CardProposal {
  id: string;
  what: string;
  current: string | null;
  proposed: string;
  quote: string | null;
  confidence: number | null;
}

export interface CardDeal {
  id: string;
  nextStep: string | null;
}

export interface CardData {
  state: CardState;
  /** What happened and the next click, in one or two plain sentences; only where the state needs words. */
  message?: string;
  /** Where the next click leads, when it leads outside HubSpot. */
  actionUrl?: string;
  score: CardScore | null;
  lastMeetingAt: string | null;
  nextMeeting: { title: string; startsAt: string } | null;
  conversations: CardConversation[];
  tasks: CardTask[];
  proposals: CardProposal[];
  nextCursor: string | null;
}

export interface DealCardData extends CardData {
  deal: CardDeal | null;
}
