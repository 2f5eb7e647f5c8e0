import { CARDS, type CardName } from '../../../shared/card.ts';
import { cardScenarios } from '../../fixtures/cards/scenarios.ts';
import { answerOf, pageScenarios } from '../../fixtures/pages/scenarios.ts';
import { settingsScenarios } from '../../fixtures/settings/scenarios.ts';
import type { Asked, Scenario } from '../../fixtures/scenario.types.ts';

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
    ...cards(now),
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

/** CSS pixels of a record's sidebar and of its middle column. */
const PLACES = {
  sidebar: { location: 'crm.record.sidebar', width: 380 },
  tab: { location: 'crm.record.tab', width: 860 },
} as const;

const TYPE_IDS: Readonly<Record<CardName, string>> = {
  contact: '0-1',
  deal: '0-3',
  company: '0-2',
  ticket: '0-5',
};

/** `contact` on the sidebar, `contact-tab` on the tab, and so on. */
function cards(now: Date): Record<string, Surface> {
  const all = CARDS.flatMap((card): [string, Surface][] => [
    [card, cardAt(card, 'sidebar', now)],
    [`${card}-tab`, cardAt(card, 'tab', now)],
  ]);
  return Object.fromEntries(all);
}

function cardAt(card: CardName, place: keyof typeof PLACES, now: Date): Surface {
  const { location, width } = PLACES[place];
  return {
    bundle: `${card.charAt(0).toUpperCase()}${card.slice(1)}Card.js`,
    width,
    context: { location, crm: { objectId: 501, objectTypeId: TYPE_IDS[card] } },
    states: cardScenarios(card, now),
  };
}
