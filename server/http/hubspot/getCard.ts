import {
  CONVERSATION_KINDS,
  type CardData,
  type CardName,
  type ConversationKind,
} from '../../../shared/card.ts';
import type { CardAnswer } from '../../../shared/cardView.ts';
import { buildCard, buildDealCard, PAGE_SIZE } from '../../cards/buildCard.ts';
import { cardWithout, wordless } from '../../cards/cardWithout.ts';
import { askedIn, countRequests } from '../../cards/countRequests.ts';
import type { CardObjectType, Conversations, PageStart } from '../../cards/conversations.ts';
import { readPageStart } from '../../cards/pageStart.ts';
import { mayReadTickets } from '../../cards/ticketContacts.ts';
import { cardView, type CardReading } from '../../cards/view/cardView.ts';
import { texts } from '../../cards/view/words.ts';
import type { Clock } from '../../clock.ts';
import type { InstallDocument } from '../../installs/install.ts';
import { readerOf } from '../../text/reader.ts';
import { badRequest } from '../errors.ts';
import type { HubSpotRoute } from '../route.ts';
import { recordId } from './recordParams.ts';

export interface CardDeps {
  installOfPortal: (portalId: string) => Promise<InstallDocument | null>;
  conversations: Pick<Conversations, 'newestOfAny' | 'asking'>;
  proposalsOn: (portalId: string, objectType: CardName, objectId: string) => Promise<CardData['proposals']>;
  ticketContacts: (portalId: string, ticketId: string) => Promise<string[]>;
  appUrl: string;
  clock: Clock;
}

/** Whose conversations a card shows. */
const KEPT_FOR: Readonly<Record<CardName, CardObjectType>> = {
  contact: 'contacts',
  deal: 'deals',
  company: 'companies',
  ticket: 'contacts',
};

/** `GET /hubspot/cards/contact`, `…/deal`, `…/company`, `…/ticket` (contract §4): one indexed read of the read model, and what waits on the record. */
export function getCard(deps: CardDeps, card: CardName): HubSpotRoute {
  return {
    method: 'get',
    path: `/cards/${card}`,
    async handle({ caller, query }) {
      const objectId = recordId(query);
      const after = query['cursor'] ? readPageStart(query['cursor']) : undefined;
      if (query['cursor'] && !after) {
        throw badRequest('invalid_cursor', 'The page you asked for does not exist.', 'Reload the card.');
      }
      const kind = kindOf(query['kind']);
      const firstPage = !after && !kind;
      const reading: CardReading = {
        card,
        place: query['place'] === 'tab' ? 'tab' : 'sidebar',
        kind: kind ?? null,
        firstPage,
        reader: readerOf(query['locale'], query['timeZone']),
        now: deps.clock.now(),
      };
      const { portalId } = caller;
      const install = await deps.installOfPortal(portalId);
      const state = wordless(install);
      if (!install || state) return answer(cardWithout(state ?? 'not_connected', deps.appUrl), reading);
      if (card === 'ticket' && !mayReadTickets(install)) {
        return answer(cardWithout('permission_missing', deps.appUrl), reading);
      }
      const [{ found, asked, isAlone }, proposals] = await Promise.all([
        readConversations(portalId, objectId, { after, kind }),
        firstPage ? deps.proposalsOn(portalId, card, objectId) : [],
      ]);
      const input = { install, found, firstPage, proposals, asked, appUrl: deps.appUrl, now: reading.now };
      const data = card === 'deal' ? buildDealCard(input, objectId) : buildCard(input);
      return answer(isAlone ? { ...data, message: texts.noContact } : data, reading);
    },
  };

  async function readConversations(
    portalId: string,
    objectId: string,
    page: { after: PageStart | undefined; kind: ConversationKind | undefined },
  ) {
    const ids = card === 'ticket' ? await deps.ticketContacts(portalId, objectId) : [objectId];
    const key = { portalId, objectType: KEPT_FOR[card] };
    const found = await deps.conversations.newestOfAny(key, ids, PAGE_SIZE + 1, page);
    // Counted over all conversations, and only where one of those shown asked for something.
    const asks = !page.after && found.some(({ insights }) => askedIn(insights).length > 0);
    const asked = countRequests(asks ? await deps.conversations.asking(key, ids) : []);
    return { found, asked, isAlone: ids.length === 0 };
  }

  function answer(data: CardData, reading: CardReading) {
    const body: CardAnswer = {
      ...(card === 'deal' ? { deal: null } : {}),
      ...data,
      view: cardView(data, reading),
    };
    return { status: 200, body };
  }
}

function kindOf(kind: string | undefined): ConversationKind | undefined {
  if (!kind) return undefined;
  const known = CONVERSATION_KINDS.find((one) => one === kind);
  if (known) return known;
  throw badRequest(
    'unknown_kind',
    `There are no conversations of the kind ${kind.slice(0, 40)}.`,
    `Ask for one of ${CONVERSATION_KINDS.join(', ')}.`,
  );
}
