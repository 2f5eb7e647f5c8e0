import { createRenderer } from '@hubspot/ui-extensions/testing';
import { RecordCard } from '../../../hubspot-app/app/cards/parts/RecordCard.tsx';
import type { CardName } from '../../../shared/card.ts';
import { cardScenarios } from '../../fixtures/cards/scenarios.ts';
import type { Asked } from '../../fixtures/scenario.types.ts';
import { plain, textOf } from '../textOf.ts';

/** Every test lives at this moment, in Berlin, in American English. */
export const NOW = new Date('2026-11-24T11:00:00Z');

// Only the date stands still: the renderer and React wait on real timers.
beforeAll(() => {
  jest.useFakeTimers({
    now: NOW,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
});

/** How the person of every test reads, as a card tells our server. */
export const READING = '&locale=en-us&timeZone=Europe%2FBerlin';
export const cardUrl = (card: CardName) =>
  `https://api.liveprompt.ai/hubspot/cards/${card}?objectId=501&place=sidebar${READING}`;

type Answer = (url: string, request?: Request) => Promise<Response>;
interface Request {
  method?: string;
  body?: Record<string, unknown>;
}
interface ReadFields {
  locale?: string;
  timezone?: string;
  location?: 'crm.record.sidebar' | 'crm.record.tab';
}

/**
 * A card that asks `answer` instead of HubSpot's proxy; `asked` lists the addresses in order. Resolves when
 * the card has asked: its effect runs later than its first picture, and must not run into the next test.
 */
export async function renderCard(
  card: CardName,
  answer: Answer,
  { locale = 'en-us', timezone = 'Europe/Berlin', location = 'crm.record.sidebar' }: ReadFields = {},
) {
  const asked: string[] = [];
  const sent: { path: string; body: unknown }[] = [];
  let hasAsked: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (hasAsked = resolve));
  const hsFetch = (url: string, request: Request = {}) => {
    asked.push(url);
    if (request.method === 'POST') sent.push({ path: url.replace(/.*\/hubspot/, ''), body: request.body });
    hasAsked();
    return answer(url, request);
  };
  Object.assign(globalThis, { hsFetch });
  const renderer = createRenderer(location);
  renderer.mocks.context.crm.objectId = 501;
  renderer.mocks.context.user.locale = locale;
  renderer.mocks.context.portal.timezone = timezone;
  renderer.render(<RecordCard card={card} />);
  await first;
  return { renderer, asked, sent };
}

/** One of the named scenarios, as the server would answer it. */
export function answerOf(card: CardName, name: string): Answer {
  const scenario = cardScenarios(card, NOW)[name];
  if (!scenario) throw new Error(`No scenario is called ${name}`);
  return (url, request) => {
    const said = scenario.answer(askedBy(url, request));
    if (said === 'pending') return new Promise(() => undefined);
    return typeof said.body === 'string'
      ? Promise.resolve(new Response(said.body, { status: said.status }))
      : json(said.body, said.status);
  };
}

function askedBy(url: string, { method = 'GET', body }: Request = {}): Asked {
  const { pathname, searchParams } = new URL(url);
  return { method, path: pathname.replace(/^\/hubspot/, ''), query: searchParams, body };
}

export function json(body: unknown, status = 200): Promise<Response> {
  return Promise.resolve(new Response(JSON.stringify(body), { status }));
}

export { plain, textOf };

export type Rendered = Awaited<ReturnType<typeof renderCard>>['renderer'];
