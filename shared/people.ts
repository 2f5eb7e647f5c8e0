import { z } from 'zod';
import type { AuditEntry } from './audit.ts';

/** Body of `POST /api/v1/people/export` and `…/erase`: one person, by address. */
export const personRequest = z.object({ email: z.email().max(320) });

/** Everything that is stored of one person, as it is stored. */
export interface PersonExport {
  email: string;
  exportedAt: string;
  /** Newest first. Of those who took part only this person; the others have rights of their own. */
  conversations: PersonConversation[];
  /** Changes that were proposed or made on their contact. */
  proposals: PersonProposal[];
  /** Entries of the audit trail that name them. */
  audit: AuditEntry[];
  /** There are more than a thousand conversations; the newest thousand are here. */
  truncated: boolean;
}

export interface PersonConversation {
  /** As liveprompt sent it: the shape of `data.session` of the webhook. */
  session: Record<string, unknown>;
  hubspot: PersonRecord[];
}

/** What a conversation made or is linked to in HubSpot. */
export interface PersonRecord {
  type: string;
  id: string;
  rule: string;
}

export interface PersonProposal {
  what: string;
  current: string;
  proposed: string;
  quote: string | null;
  state: string;
  createdAt: string;
}

export interface PersonErasure {
  /** Conversations the person was taken out of. */
  conversations: number;
  /** When the last trace is gone: whoever was writing just now is waited for. */
  doneBy: string;
  /** Contacts in HubSpot, which only HubSpot can delete. */
  contactsInHubSpot: string[];
}
