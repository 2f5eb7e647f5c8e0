import { createRenderer } from '@hubspot/ui-extensions/testing';
import { SettingsPage } from '../../../hubspot-app/app/settings/SettingsPage.tsx';
import type { Scenario } from '../../fixtures/scenario.types.ts';
import { settingsScenarios } from '../../fixtures/settings/scenarios.ts';

/** Every test lives at this moment, in Berlin, in American English. */
export const NOW = new Date('2026-11-24T11:00:00Z');

export interface Sent {
  method: string;
  path: string;
  body: unknown;
}

/** The settings page in one of the named states; `sent` lists what it asked our server, in order. */
export function renderSettings(name: string, answer?: Scenario['answer']) {
  const scenario = settingsScenarios(NOW)[name];
  if (!scenario) throw new Error(`No scenario is called ${name}`);
  const sent: Sent[] = [];
  const hsFetch = (address: string, { method = 'GET', body }: { method?: string; body?: unknown } = {}) => {
    const { pathname, search, searchParams: query } = new URL(address);
    const path = pathname.replace(/^\/hubspot/, '');
    sent.push({ method, path: path + search, body });
    const said = (answer ?? scenario.answer)({ method, path, query, body });
    if (said === 'pending') return new Promise<Response>(() => undefined);
    const text = typeof said.body === 'string' ? said.body : JSON.stringify(said.body);
    return Promise.resolve(new Response(text, { status: said.status }));
  };
  Object.assign(globalThis, { hsFetch });
  const renderer = createRenderer('settings');
  renderer.mocks.context.user.locale = 'en-us';
  renderer.mocks.context.user.permissions = (scenario.permissions ?? [
    'integrations-management-write',
  ]) as typeof renderer.mocks.context.user.permissions;
  renderer.mocks.context.portal.timezone = 'Europe/Berlin';
  renderer.render(<SettingsPage />);
  return { renderer, sent };
}

export type Rendered = ReturnType<typeof renderSettings>['renderer'];
