import { buildCard, buildDealCard, cardWithout, PAGE_SIZE, readCursor } from '../../cards/buildCard.ts';
import type { Conversations } from '../../cards/conversations.ts';
import type { Clock } from '../../clock.ts';
import type { InstallDocument } from '../../installs/install.ts';
import { badRequest } from '../errors.ts';
import type { HubSpotRoute } from '../route.ts';

export interface CardDeps {
  installOfPortal: (portalId: string) => Promise<InstallDocument | null>;
  conversations: Conversations;
  appUrl: string;
  clock: Clock;
}

/** `GET /hubspot/cards/contact` and `…/deal` (contract §4): one indexed read of the read model. */
export function getCard(deps: CardDeps, card: 'contact' | 'deal'): HubSpotRoute {
  const objectType = card === 'contact' ? 'contacts' : 'deals';
  return {
    method: 'get',
    path: `/cards/${card}`,
    async handle({ caller, query }) {
      const objectId = query['objectId'];
      if (!objectId || !/^\d{1,20}$/.test(objectId)) {
        throw badRequest(
          'object_missing',
          'The card does not say which record it is shown on.',
          'Reload the record in HubSpot.',
        );
      }
      const after = query['cursor'] ? readCursor(query['cursor']) : undefined;
      if (query['cursor'] && !after) {
        throw badRequest('invalid_cursor', 'The page you asked for does not exist.', 'Reload the card.');
      }
      const { portalId } = caller;
      const [install, found] = await Promise.all([
        deps.installOfPortal(portalId),
        deps.conversations.newest({ portalId, objectType, objectId }, PAGE_SIZE + 1, after),
      ]);
      if (!install?.orgId || install.status === 'reconnect_required') {
        const body = cardWithout(install, deps.appUrl);
        return { status: 200, body: card === 'deal' ? { ...body, deal: null } : body };
      }
      const input = { install, found, firstPage: !after, appUrl: deps.appUrl, now: deps.clock.now() };
      return { status: 200, body: card === 'deal' ? buildDealCard(input, objectId) : buildCard(input) };
    },
  };
}
