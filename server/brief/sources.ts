import type { BriefSource } from '../../shared/brief.ts';
import type { ConversationDocument } from '../cards/conversations.ts';
import { recordUrl, type ObjectType } from '../hubspot/objects.ts';
import { sessionUrl } from '../sessions/sessionUrl.ts';
import type { BriefFacts } from './facts.types.ts';

type Place = Pick<BriefFacts, 'install' | 'appUrl'>;

/** Where a record is looked up. */
export function urlOf({ install }: Place, type: ObjectType, id: string): string {
  return recordUrl(install, type, id);
}

export function fromConversation({ appUrl }: Place, entry: ConversationDocument): BriefSource {
  return {
    kind: 'conversation',
    label: entry.conversation.title,
    at: entry.startedAt.toISOString(),
    url: sessionUrl(appUrl, entry.sessionId),
  };
}

const KINDS = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
  tasks: 'task',
  meetings: 'meeting',
} as const;

export function fromRecord(
  place: Place,
  type: keyof typeof KINDS,
  { id, label, at }: { id: string; label: string; at?: string | null },
): BriefSource {
  return { kind: KINDS[type], label, at: at ?? null, url: urlOf(place, type, id) };
}

/** HubSpot answers instants as ISO text or milliseconds. */
export function instantOf(value: string | null | undefined): string | null {
  if (!value) return null;
  const at = new Date(/^\d+$/.test(value) ? Number(value) : value);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
