import { createRenderer } from '@hubspot/ui-extensions/testing';
import { RecordCard } from '../../../hubspot-app/app/cards/parts/RecordCard.tsx';
import { cardScenarios, type CardScenario } from '../../fixtures/cards/scenarios.ts';

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

export type CardName = 'contact' | 'deal';
type Answer = (url: string) => Promise<Response>;
interface ReadFields {
  locale?: string;
  timezone?: string;
}

/**
 * A card that asks `answer` instead of HubSpot's proxy; `asked` lists the addresses in order. Resolves when
 * the card has asked: its effect runs later than its first picture, and must not run into the next test.
 */
export async function renderCard(
  kind: CardName,
  answer: Answer,
  { locale = 'en-us', timezone = 'Europe/Berlin' }: ReadFields = {},
) {
  const asked: string[] = [];
  let hasAsked: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (hasAsked = resolve));
  const hsFetch = (url: string) => {
    asked.push(url);
    hasAsked();
    return answer(url);
  };
  Object.assign(globalThis, { hsFetch });
  const renderer = createRenderer('crm.record.sidebar');
  renderer.mocks.context.crm.objectId = 501;
  renderer.mocks.context.user.locale = locale;
  renderer.mocks.context.portal.timezone = timezone;
  renderer.render(<RecordCard kind={kind} />);
  await first;
  return { renderer, asked };
}

/** One of the named scenarios, as the server would answer it. */
export function answerOf(kind: CardName, name: string): Answer {
  const scenario = cardScenarios(kind, NOW)[name];
  if (!scenario) throw new Error(`No scenario is called ${name}`);
  return (url) => respond(scenario, new URL(url).searchParams.has('cursor'));
}

export function json(body: unknown, status = 200): Promise<Response> {
  return Promise.resolve(new Response(JSON.stringify(body), { status }));
}

function respond(scenario: CardScenario, further: boolean): Promise<Response> {
  if (scenario === 'pending') return new Promise(() => undefined);
  const body = further ? scenario.next : scenario.body;
  return typeof body === 'string'
    ? Promise.resolve(new Response(body, { status: scenario.status }))
    : json(body, scenario.status);
}

export type Rendered = Awaited<ReturnType<typeof renderCard>>['renderer'];

/** Some versions of ICU put a narrow no-break space before AM and PM; a person reads a space. */
export function plain(text: string): string {
  return text.replaceAll('\u202f', ' ');
}

/** All text of the card as a person reads it, in order. */
export function textOf(renderer: Rendered): string {
  const words: string[] = [];
  const visit = (node: {
    childNodes?: unknown[];
    text?: string | null;
    nodeType: string;
    props?: object;
  }) => {
    if (node.nodeType === 'text' && node.text) words.push(node.text);
    for (const key of ['title', 'label', 'valueDescription', 'screenReaderText']) {
      const value = (node.props as Record<string, unknown> | undefined)?.[key];
      if (typeof value === 'string') words.push(value);
    }
    for (const child of node.childNodes ?? []) visit(child as typeof node);
  };
  visit(renderer.getRootNode() as never);
  return plain(words.join('\n'));
}
