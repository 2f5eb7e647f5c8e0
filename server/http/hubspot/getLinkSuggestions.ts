import type { SuggestLinks } from '../../cards/suggestLinks.ts';
import type { InstallDocument } from '../../installs/install.ts';
import { notFound } from '../errors.ts';
import { connectedPortal } from '../inPortal.ts';
import type { HubSpotRoute } from '../route.ts';
import { recordKey } from './recordParams.ts';

/** `GET /hubspot/links/suggestions?sessionId=&objectType=&objectId=`: where the conversation may belong instead. */
export function getLinkSuggestions(deps: {
  installOfPortal: (portalId: string) => Promise<InstallDocument | null>;
  suggestLinks: SuggestLinks;
}): HubSpotRoute {
  return {
    method: 'get',
    path: '/links/suggestions',
    async handle({ caller, query }) {
      const record = recordKey(caller.portalId, query);
      const { orgId } = await connectedPortal(deps.installOfPortal, caller);
      const items = await deps.suggestLinks(record, orgId, query['sessionId'] ?? '');
      if (!items) throw notFound();
      return { status: 200, body: { items } };
    },
  };
}
