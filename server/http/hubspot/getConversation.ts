import type { ConversationSummary } from '../../../shared/card.ts';
import { CONTENT_REMOVED } from '../../cards/contentRemoved.ts';
import type { ConversationDocument, Conversations } from '../../cards/conversations.ts';
import { summaryBlocks, summaryPage } from '../../cards/summaryBlocks.ts';
import { insightLines } from '../../cards/view/insightLines.ts';
import type { InstallDocument } from '../../installs/install.ts';
import { sessionKey, type SessionStore } from '../../sessions/sessionStore.ts';
import { sessionUrl } from '../../sessions/sessionUrl.ts';
import { readerOf } from '../../text/reader.ts';
import { badRequest, notFound } from '../errors.ts';
import { connectedPortal } from '../inPortal.ts';
import type { HubSpotRoute } from '../route.ts';
import { recordKey } from './recordParams.ts';

export interface ConversationDeps {
  installOfPortal: (portalId: string) => Promise<InstallDocument | null>;
  conversations: Pick<Conversations, 'onRecord'>;
  sessions: Pick<SessionStore, 'read'>;
  appUrl: string;
}

/** More than the read model keeps of one conversation. */
const ALL = 100;

/**
 * `GET /hubspot/conversations/:sessionId?objectType=&objectId=`: the whole summary for a panel. Only of a
 * conversation that is on that record: what was filtered out of the CRM is not readable from inside it.
 */
export function getConversation(deps: ConversationDeps): HubSpotRoute {
  return {
    method: 'get',
    path: '/conversations/:sessionId',
    async handle({ caller, params, query }) {
      const start = query['cursor'] ?? '0';
      if (!/^\d{1,6}$/.test(start)) {
        throw badRequest('invalid_cursor', 'The page you asked for does not exist.', 'Reload the card.');
      }
      const { orgId } = await connectedPortal(deps.installOfPortal, caller);
      const sessionId = params['sessionId'] ?? '';
      const shown = await deps.conversations.onRecord(recordKey(caller.portalId, query), sessionId);
      if (shown?.orgId !== orgId) throw notFound();
      const key = sessionKey(orgId, sessionId);
      const document = (await deps.sessions.read([key])).get(key);
      if (document?.stage === 'expired') return { status: 200, body: withoutContent(shown, deps.appUrl) };
      if (document?.stage !== 'finished') throw notFound();
      const { blocks, nextCursor } = summaryPage(summaryBlocks(document.session), Number(start));
      const reader = readerOf(query['locale'], query['timeZone']);
      const body: ConversationSummary = {
        sessionId,
        title: shown.conversation.title,
        url: sessionUrl(deps.appUrl, sessionId),
        // What a person looks for first stands first: budget, objections and competitors with their minute.
        blocks: start === '0' ? [...insightLines(shown.insights, reader, ALL), ...blocks] : blocks,
        nextCursor,
      };
      return { status: 200, body };
    },
  };
}

function withoutContent(
  { sessionId, conversation }: ConversationDocument,
  appUrl: string,
): ConversationSummary {
  return {
    sessionId,
    title: conversation.title,
    url: sessionUrl(appUrl, sessionId),
    blocks: [{ type: 'paragraph', text: CONTENT_REMOVED }],
    nextCursor: null,
  };
}
