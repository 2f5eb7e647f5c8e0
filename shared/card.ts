import type { Block } from './blocks.ts';
import type { ProposalState } from './proposal.ts';
import type { Session } from './session.ts';

/** What the cards on record pages receive (contract §4). Times are ISO-8601 instants in UTC. */
export type CardState = 'ready' | 'empty' | 'not_connected' | 'reconnect_required' | 'permission_missing';

/** Records that have a card. A ticket shows the conversations of its contacts. */
export const CARDS = ['contact', 'deal', 'company', 'ticket'] as const;
export type CardName = (typeof CARDS)[number];

export type ConversationKind = Session['kind'];
export const CONVERSATION_KINDS = [
  'sales',
  'support',
  'discovery',
  'coaching',
  'other',
] as const satisfies readonly ConversationKind[];

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
  kind: ConversationKind;
  startedAt: string;
  durationMinutes: number | null;
  /** Its beginning; the whole text is in `GET /hubspot/conversations/:sessionId`. */
  brief: string;
  sentiment: 'positive' | 'neutral' | 'negative' | null;
  /** The full summary at liveprompt. */
  url: string;
  /** Why it is on this record. `record` is the one it was linked to: on a ticket, the ticket's contact. */
  matchedBy: { rule: string; evidence: string; confidence: number | null; record: CardRecord };
  insights: CardInsights;
  objects: CardObject[];
}

export interface CardRecord {
  type: 'contact' | 'deal' | 'company';
  id: string;
}

/** What one conversation says of the customer; null and empty where it says nothing. */
export interface CustomerInsights {
  /** `key`: the same issue or request has the same one in every conversation. */
  issues: { key: string; title: string; open: boolean }[];
  requests: { key: string; title: string }[];
  /** 0–10. */
  satisfaction: number | null;
  risk: { level: 'none' | 'low' | 'medium' | 'high'; reasons: string[] } | null;
  qualification: CardQualification | null;
  campaign: { source: string; medium: string; name: string } | null;
}

/** null: nobody asked about it. */
export interface CardQualification {
  budget: boolean | null;
  authority: boolean | null;
  need: boolean | null;
  timeline: string | null;
  /** 0–100. */
  fitScore: number | null;
}

/** What came up in one conversation. Lists are cut; the whole is at liveprompt. */
export interface CardInsights extends CustomerInsights {
  competitors: CardCompetitor[];
  objections: CardObjection[];
  budget: CardBudget | null;
}

export interface CardCompetitor {
  name: string;
  /** Where in the recording. */
  atSeconds: number | null;
  quote: string | null;
}

export interface CardObjection {
  text: string;
  atSeconds: number | null;
  answered: boolean;
}

export interface CardBudget {
  min: number | null;
  max: number | null;
  currency: string | null;
  confirmed: boolean;
}

/** In which conversation it came up last. */
export interface CardSpoken {
  sessionId: string;
  startedAt: string;
}

/** The same over the record's last conversations: each objection and competitor once, the newest word counts. */
export interface RecordInsights {
  competitors: (CardCompetitor & CardSpoken & { mentions: number })[];
  objections: (CardObjection & CardSpoken)[];
  budget: (CardBudget & CardSpoken) | null;
  /** The newest word on each issue, open ones first. */
  issues: (CustomerInsights['issues'][number] & CardSpoken)[];
  /** Most asked first; `mentions` counts every conversation of the record, not only the last ones. */
  requests: (CustomerInsights['requests'][number] & CardSpoken & { mentions: number })[];
  /** `previous`: as it was said before, null for the first time. */
  satisfaction: ({ value: number; previous: number | null } & CardSpoken) | null;
  risk: (NonNullable<CustomerInsights['risk']> & CardSpoken) | null;
  /** Each item as it was said last. */
  qualification: CardQualification | null;
  /** As the first of these conversations said it. */
  campaign: CustomerInsights['campaign'];
}

export interface CardScorePoint {
  startedAt: string;
  /** 0–100. */
  value: number;
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
  /** As people say it: "Deal stage". */
  what: string;
  /** Both values as people see them. */
  current: string | null;
  proposed: string;
  /** Why: the rule that hit, or liveprompt's own reason. */
  reason: string;
  quote: string | null;
  confidence: number | null;
  /** `approved`: it was made lately and can be taken back. */
  state: Extract<ProposalState, 'open' | 'approved'>;
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
  /** The score after each of the last conversations, oldest first. */
  scoreTrend: CardScorePoint[];
  insights: RecordInsights | null;
  lastMeetingAt: string | null;
  nextMeeting: { title: string; startsAt: string } | null;
  conversations: CardConversation[];
  tasks: CardTask[];
  proposals: CardProposal[];
  nextCursor: string | null;
}

/** One block of a full summary: plain text, so that a card shows it without reading markup. */
export type SummaryBlock =
  | { type: 'heading' | 'paragraph' | 'quote'; text: string }
  | { type: 'list'; ordered: boolean; items: string[] };

/** `GET /hubspot/conversations/:sessionId`: the whole summary, page by page (HubSpot lets 1 MB through). */
export interface ConversationSummary {
  sessionId: string;
  title: string;
  url: string;
  blocks: Block[];
  nextCursor: string | null;
}

/** Records a conversation could belong to instead (`GET /hubspot/links/suggestions`). */
export interface LinkSuggestion {
  id: string;
  name: string;
  /** What tells it from the others: an address, a stage. */
  detail: string | null;
}

/** Answer of `POST /hubspot/tasks/:taskId`: the task, and what became of the conversation's other tasks meanwhile. */
export interface TaskAnswer {
  ok: true;
  tasks: { id: string; done: boolean }[];
}

/** Answer of `POST /hubspot/links`: the conversation is written anew in the background. */
export interface LinkAnswer {
  ok: true;
  sessionId: string;
}

export interface DealCardData extends CardData {
  deal: CardDeal | null;
}
