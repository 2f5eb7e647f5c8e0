import { createRenderer } from '@hubspot/ui-extensions/testing';
import { PageRouter } from '../../../hubspot-app/app/pages/router.tsx';
import { answerOf, pageScenarios, type PageScenario } from '../../fixtures/pages/scenarios.ts';

export interface Asked {
  method: string;
  path: string;
  body: unknown;
}

const MANAGES = ['integrations-management-write'] as const;

/** A page of the app in one of the named states; `asked` lists what it asked our server, in order. */
export function renderPage(name: string) {
  const scenario: PageScenario | undefined = pageScenarios()[name];
  if (!scenario) throw new Error(`No scenario is called ${name}`);
  const asked: Asked[] = [];
  const hsFetch = (address: string, { method = 'GET', body }: { method?: string; body?: unknown } = {}) => {
    const url = new URL(address);
    const path = url.pathname.replace(/^\/hubspot/, '') + url.search;
    asked.push({ method, path, body });
    const answer = answerOf(scenario, method, path);
    if (answer === 'pending') return new Promise<Response>(() => undefined);
    return Promise.resolve(Response.json(answer.body, { status: answer.status }));
  };
  Object.assign(globalThis, { hsFetch });
  const renderer = createRenderer('pages');
  renderer.mocks.context.user.locale = 'en-us';
  renderer.mocks.context.user.permissions = [...(scenario.permissions ?? MANAGES)];
  renderer.mocks.context.portal.timezone = 'Europe/Berlin';
  renderer.mocks.setPageLocation({ path: scenario.path, params: {} } as never);
  renderer.render(<PageRouter />);
  return { renderer, asked };
}

export type Rendered = ReturnType<typeof renderPage>['renderer'];
