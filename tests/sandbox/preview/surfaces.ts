import { cardScenarios, type CardScenario } from '../../fixtures/cards/scenarios.ts';
import { answerOf, pageScenarios } from '../../fixtures/pages/scenarios.ts';
import { settingsScenarios } from '../../fixtures/settings/scenarios.ts';
import type { Answer, Asked, Scenario } from '../../fixtures/scenario.types.ts';

/** One thing that HubSpot shows of us: its bundle, its place, and every state that a person can meet. */
export interface Surface {
  bundle: string;
  /** CSS pixels that HubSpot gives it. */
  width: number;
  context: { location: string; crm?: { objectId: number; objectTypeId: string } };
  states: Record<string, Scenario>;
}

/** What the gallery shows, by name. */
export function surfaces(now: Date): Record<string, Surface> {
  return {
    contact: card('contact', 'ContactCard.js', '0-1', now),
    deal: card('deal', 'DealCard.js', '0-3', now),
    settings: {
      bundle: 'Settings.js',
      width: 960,
      context: { location: 'settings' },
      states: settingsScenarios(now),
    },
    pages: { bundle: 'Pages.js', width: 1100, context: { location: 'pages' }, states: pages() },
  };
}

function pages(): Record<string, Scenario> {
  const states = Object.entries(pageScenarios()).map(
    ([name, { answers, ...scenario }]) =>
      [
        name,
        {
          ...scenario,
          answer: ({ method, path }: Asked) => answerOf({ answers, ...scenario }, method, path),
        },
      ] as const,
  );
  return Object.fromEntries(states);
}

const SIDEBAR_WIDTH = 380;

function card(kind: 'contact' | 'deal', bundle: string, objectTypeId: string, now: Date): Surface {
  const states = Object.entries(cardScenarios(kind, now)).map(
    ([name, scenario]) => [name, { answer: cardAnswer(scenario) }] as const,
  );
  return {
    bundle,
    width: SIDEBAR_WIDTH,
    context: { location: 'crm.record.sidebar', crm: { objectId: 501, objectTypeId } },
    states: Object.fromEntries(states),
  };
}

function cardAnswer(scenario: CardScenario): (asked: Asked) => Answer {
  return ({ query }) => {
    if (scenario === 'pending') return 'pending';
    const further = query.has('cursor') && scenario.next !== undefined;
    return { status: scenario.status, body: further ? scenario.next : scenario.body };
  };
}
