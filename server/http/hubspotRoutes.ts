import { CARDS } from '../../shared/card.ts';
import type { CompleteTask } from '../cards/completeTask.ts';
import type { CorrectLink } from '../cards/correctLink.ts';
import type { SuggestLinks } from '../cards/suggestLinks.ts';
import { getCard, type CardDeps } from './hubspot/getCard.ts';
import { getConversation, type ConversationDeps } from './hubspot/getConversation.ts';
import { getLinkSuggestions } from './hubspot/getLinkSuggestions.ts';
import { postLink } from './hubspot/postLink.ts';
import { postTask } from './hubspot/postTask.ts';
import { inPortal } from './inPortal.ts';
import type { ApiRoute, HubSpotRoute } from './route.ts';

export interface HubSpotRoutesDeps extends CardDeps, Omit<ConversationDeps, 'conversations'> {
  conversations: CardDeps['conversations'] & ConversationDeps['conversations'];
  completeTask: CompleteTask;
  correctLink: CorrectLink;
  suggestLinks: SuggestLinks;
}

/** Everything under `/hubspot`, one line per endpoint: cards first, then the dashboard's endpoints. */
export function hubspotRoutes(deps: HubSpotRoutesDeps, dashboard: readonly ApiRoute[]): HubSpotRoute[] {
  return [
    ...CARDS.map((card) => getCard(deps, card)),
    getConversation(deps),
    postTask(deps),
    postLink(deps),
    getLinkSuggestions(deps),
    ...dashboard.map((route) => inPortal(deps.installOfPortal, route, `${deps.appUrl}/integrations/hubspot`)),
  ];
}
