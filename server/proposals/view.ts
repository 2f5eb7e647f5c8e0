import type { CardProposal } from '../../shared/card.ts';
import type { MappableObject } from '../../shared/options.ts';
import type { Proposal } from '../../shared/proposal.ts';
import { recordUrl, type ObjectType } from '../hubspot/objects.ts';
import type { InstallDocument } from '../installs/install.ts';
import type { ProposalDocument } from './proposal.ts';

/** HubSpot's plural of an object, as its endpoints name it. */
export const PLURAL: Readonly<Record<MappableObject, ObjectType>> = {
  contact: 'contacts',
  company: 'companies',
  deal: 'deals',
  meeting: 'meetings',
  ticket: 'tickets',
};

/** As a page or an API client receives it. */
export function toProposal(document: ProposalDocument, install: InstallDocument | null): Proposal {
  const { objectType, objectId, decidedAt, undoUntil } = document;
  return {
    id: document._id,
    sessionId: document.sessionId,
    sessionTitle: document.sessionTitle,
    kind: document.kind,
    objectType,
    objectId,
    objectUrl: install ? recordUrl(install, PLURAL[objectType], objectId) : '',
    property: document.property,
    what: document.what,
    current: document.current || null,
    proposed: document.proposed,
    currentLabel: document.currentLabel,
    proposedLabel: document.proposedLabel,
    reason: document.reason,
    quote: document.quote,
    confidence: document.confidence,
    state: document.state,
    message: document.message,
    createdAt: document.createdAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
    decidedBy: document.decidedBy,
    undoUntil: undoUntil?.toISOString() ?? null,
  };
}

/** As a card shows it: in the words people know the values by. */
export function toCardProposal(document: ProposalDocument): CardProposal {
  return {
    id: document._id,
    what: document.what,
    current: document.currentLabel ?? (document.current || null),
    proposed: document.proposedLabel,
    reason: document.reason,
    quote: document.quote,
    confidence: document.confidence,
    state: document.state === 'approved' ? 'approved' : 'open',
  };
}
