import type { ReactElement } from 'react';
import { cardScenarios } from '../../fixtures/cards/scenarios.ts';

/** In a worker the SDK hands `hubspot.extend` to the host; HubSpot shows nothing when nobody registers. */
test.each([
  ['contact', 'ContactCard.tsx'],
  ['deal', 'DealCard.tsx'],
  ['company', 'CompanyCard.tsx'],
  ['ticket', 'TicketCard.tsx'],
] as const)('the %s entrypoint registers its own card', async (kind, file) => {
  // The SDK looks for the worker when it is loaded, so it must be loaded after these.
  jest.resetModules();
  const registered: (() => ReactElement)[] = [];
  const asked: string[] = [];
  Object.assign(globalThis, {
    __HUBSPOT_EXTENSION_WORKER__: true,
    extend_V2: (card: () => ReactElement) => registered.push(card),
    hsFetch: (url: string) => {
      asked.push(url);
      const said = cardScenarios(kind, new Date())['empty']?.answer({
        method: 'GET',
        path: `/cards/${kind}`,
        query: new URLSearchParams(),
      });
      return Promise.resolve(Response.json(typeof said === 'object' ? said.body : null));
    },
  });
  await import(`../../../hubspot-app/app/cards/${file}`);
  expect(registered).toHaveLength(1);
  const { createRenderer } = await import('@hubspot/ui-extensions/testing');
  const renderer = createRenderer('crm.record.sidebar');
  renderer.render(registered[0]?.());
  const { EmptyState } = await import('@hubspot/ui-extensions');
  await renderer.waitFor(() => renderer.find(EmptyState));
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain(`https://api.liveprompt.ai/hubspot/cards/${kind}?objectId=123&place=sidebar`);
});
