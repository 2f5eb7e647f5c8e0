import type { Happening } from '../../shared/appEvents.ts';
import type { EventValues } from '../../shared/eventProperties.ts';
import type { Session } from '../../shared/session.ts';
import { plainText } from '../text/plainText.ts';
import { minute } from './eventValues.ts';

/** One time a thing happened in a conversation. */
export interface Happened {
  /** Tells several of one conversation apart; the same in every version of it. */
  n?: string | undefined;
  /** What is known of this one only. */
  values: EventValues;
}

/** A timeline that lists every company that was ever named helps nobody. */
const MAX_COMPETITORS = 10;
const NAME_LENGTH = 80;
/** Templates are Markdown and Handlebars (hubspot-platform.md §5): a name must not become a link or a heading. */
const MARKUP = /[[\]()*_`~<>{}#|!\\]/g;

/** From the least to the most. */
const RISK_LEVELS = ['none', 'low', 'medium', 'high'] as const;
export type RiskLevel = (typeof RISK_LEVELS)[number];

/**
 * What happened in a finished conversation, by the kind of event that tells it. Pure.
 * @param riskBefore of the customer not renewing, as the conversation before said it: a flag is raised when the risk
 * is new or higher. The same risk week after week must not start the same workflow each time.
 */
export function happeningsOf(
  session: Session,
  riskBefore: RiskLevel,
): ReadonlyMap<Happening, readonly Happened[]> {
  const once = (yes: boolean): Happened[] => (yes ? [{ values: {} }] : []);
  const { objections = [], renewal_risk: risk, qualification } = session.insights ?? {};
  const steps = (session.summary.next_steps?.length ?? 0) + (session.action_items?.length ?? 0);
  const qualified = Boolean(qualification?.budget && qualification.authority && qualification.need);
  return new Map<Happening, readonly Happened[]>([
    ['conversation_completed', once(true)],
    ['objection_raised', once(objections.length > 0)],
    ['competitor_mentioned', competitors(session)],
    ['next_step_agreed', once(steps > 0 || session.next_meeting !== undefined)],
    ['renewal_risk_flagged', once(rank(risk?.level) > rank(riskBefore))],
    ['qualified', once(qualified)],
  ]);
}

function rank(level: RiskLevel = 'none'): number {
  return RISK_LEVELS.indexOf(level);
}

/** One per name however often it fell: a filter "competitor is Gong" needs one value per event. */
function competitors(session: Session): Happened[] {
  const byName = new Map<string, { name: string; seconds: (number | undefined)[] }>();
  for (const { name, at_seconds } of session.insights?.competitors ?? []) {
    const shown = plainText(name.replace(MARKUP, ' ').replace(/\s+/g, ' '), NAME_LENGTH);
    const key = slug(shown);
    if (key === '') continue;
    const known = byName.get(key) ?? { name: shown, seconds: [] };
    known.seconds.push(at_seconds);
    byName.set(key, known);
  }
  return [...byName].slice(0, MAX_COMPETITORS).map(([n, { name, seconds }]) => ({
    n,
    values: { competitor: name, competitor_minute: minute(seconds) },
  }));
}

/** By the name itself and not by its place: a later version may list another one before it. */
function slug(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
