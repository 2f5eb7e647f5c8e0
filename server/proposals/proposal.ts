import { createHash } from 'node:crypto';
import type { MappableObject, WritableProperty } from '../../shared/options.ts';
import type { ProposalState } from '../../shared/proposal.ts';
import { defineCollection } from '../store/store.ts';

/** What a conversation proposes for one property of one record, as the planner found it. */
export interface ProposalDraft {
  sessionId: string;
  sessionTitle: string;
  /** When the conversation began: the newest one has the say. */
  conversationAt: Date;
  kind: 'stage' | 'property';
  objectType: MappableObject;
  objectId: string;
  property: string;
  /** Of the property: how two spellings of a value are compared. */
  valueType: Pick<WritableProperty, 'type' | 'fieldType'>;
  /** As people say it. */
  what: string;
  /** Empty text where HubSpot holds nothing. */
  current: string;
  currentLabel: string | null;
  proposed: string;
  proposedLabel: string;
  /** Sent together with the value: a stage never goes without its pipeline (hubspot-api.md §2.5). */
  alongside: Record<string, string>;
  reason: string;
  quote: string | null;
  confidence: number | null;
}

export interface ProposalDocument extends ProposalDraft {
  _id: string;
  orgId: string;
  portalId: string;
  state: ProposalState;
  message: string | null;
  createdAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  undoUntil: Date | null;
  /** While a decision is being carried out nobody else carries out another; ends by itself after a crash. */
  busyUntil: Date | null;
}

export const proposals = defineCollection<ProposalDocument>({
  name: 'proposals',
  tenant: 'orgId',
  indexes: [
    { key: { orgId: 1, createdAt: -1, _id: -1 }, name: 'newest_first' },
    { key: { orgId: 1, state: 1, createdAt: -1, _id: -1 }, name: 'by_state_newest_first' },
    { key: { portalId: 1, objectType: 1, objectId: 1, state: 1 }, name: 'of_record' },
    { key: { portalId: 1, sessionId: 1 }, name: 'of_session' },
  ],
});

type Identity = Pick<ProposalDraft, 'sessionId' | 'objectType' | 'objectId' | 'property'>;

/** One per conversation, record and property: whatever runs again updates instead of doubling. */
export function proposalId(orgId: string, { sessionId, objectType, objectId, property }: Identity): string {
  const key = JSON.stringify([orgId, sessionId, objectType, objectId, property]);
  return `prp_${createHash('sha256').update(key).digest('base64url').slice(0, 24)}`;
}

/** How long an approved or automatic change can be taken back (contract, "undo for 30 days"). */
export const UNDO_MS = 30 * 86_400_000;

/** What a person can do with a proposal. */
export type Decision = 'approve' | 'reject' | 'undo';
