import { hubspot } from '@hubspot/ui-extensions';
import type { CardData, DealCardData } from '#shared/card.ts';
import { texts } from './texts.ts';

/** Must be listed in `permittedUrls.fetch` of app-hsmeta.json; `npm run hubspot:check` compares the two. */
export const API_ORIGIN = 'https://api.liveprompt.ai';

export type CardKind = 'contact' | 'deal';
export type CardContent = CardData & Partial<Pick<DealCardData, 'deal'>>;

/** Why there is nothing to show: what happened and what to do, in words for a person. */
export interface Problem {
  /** `denied`: trying again will not help, a person has to grant access first. */
  kind: 'denied' | 'failed';
  message: string;
}

export type CardAnswer = { ok: true; content: CardContent } | { ok: false; problem: Problem };

/**
 * One page of a card, 10 conversations (contract §4). Never throws: HubSpot refuses after 15 s or when
 * the origin is not permitted (hubspot-platform.md §3.6), and both must end in a sentence.
 */
export async function fetchCard(kind: CardKind, objectId: number, cursor?: string): Promise<CardAnswer> {
  const page = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  try {
    const response = await hubspot.fetch(`${API_ORIGIN}/hubspot/cards/${kind}?objectId=${objectId}${page}`);
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok && isCardContent(body)) return { ok: true, content: body };
    return { ok: false, problem: problemOf(response.status, body) };
  } catch {
    return { ok: false, problem: { kind: 'failed', message: texts.error.noAnswer } };
  }
}

/** A proxy's or a newer server's answer must not crash the card: it becomes a sentence instead. */
function isCardContent(body: unknown): body is CardContent {
  return (
    isRecord(body) &&
    typeof body.state === 'string' &&
    Object.hasOwn(texts.states, body.state) &&
    Array.isArray(body.conversations) &&
    Array.isArray(body.tasks)
  );
}

/** Our server's own words when it sent some (`{error:{message,action?}}`), else what the status tells. */
function problemOf(status: number, body: unknown): Problem {
  const denied = status === 403;
  const fallback = denied ? texts.denied.message : texts.error.noAnswer;
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  const words = [error.message, error.action].filter((part) => typeof part === 'string' && part !== '');
  return { kind: denied ? 'denied' : 'failed', message: words.join(' ') || fallback };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
