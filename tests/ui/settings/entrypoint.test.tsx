import type { ReactElement } from 'react';

/** In a worker the SDK hands `hubspot.extend` to the host; HubSpot shows nothing when nobody registers. */
test('the entrypoint registers the settings page', async () => {
  // The SDK looks for the worker when it is loaded, so it must be loaded after these.
  jest.resetModules();
  const registered: (() => ReactElement)[] = [];
  const asked: string[] = [];
  Object.assign(globalThis, {
    __HUBSPOT_EXTENSION_WORKER__: true,
    extend_V2: (page: () => ReactElement) => registered.push(page),
    hsFetch: (url: string) => {
      asked.push(url);
      return Promise.reject(new Error('no network'));
    },
  });
  await import('../../../hubspot-app/app/settings/Settings.tsx');
  expect(registered).toHaveLength(1);
  const { createRenderer } = await import('@hubspot/ui-extensions/testing');
  const renderer = createRenderer('settings');
  renderer.render(registered[0]?.());
  const { ErrorState } = await import('@hubspot/ui-extensions');
  await renderer.waitFor(() => renderer.find(ErrorState));
  const door = 'https://api.liveprompt.ai/hubspot';
  expect(asked.sort()).toEqual([`${door}/connection`, `${door}/settings`, `${door}/settings/form`]);
});
