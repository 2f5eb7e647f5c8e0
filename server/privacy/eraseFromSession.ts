import type { Participant, Session, StartedSession } from '../../shared/session.ts';
import { identityOf, needlesOf, type ErasedPerson } from './person.ts';
import { createScrubber, ERASED, scrubDeep } from './scrub.ts';

type AnySession = Session | StartedSession;

/** Keys that name things and no person; a text that looks like one must not break them. */
const KEPT = [
  'id',
  'organization_id',
  'version',
  'kind',
  'channel',
  'started_at',
  'ended_at',
  'time_zone',
] as const;

/**
 * A conversation as it may be kept once somebody in it was erased: without the participant, without their
 * name anywhere, and without quotes, because nobody can tell whose words they are. When nobody else from
 * outside took part, the conversation was about this person only: then what was said goes too. Pure.
 */
export function eraseFromSession<T extends AnySession>(session: T, people: readonly ErasedPerson[]): T {
  const gone = session.participants.filter((participant) =>
    people.some((person) => isSame(participant, person)),
  );
  const named = [...people, ...gone.map(personOf)];
  const participants = session.participants.filter((one) => !gone.includes(one));
  const others = participants.some(({ internal }) => internal !== true);
  const scrubbed = scrubDeep({ ...session, participants }, createScrubber(named.flatMap(needlesOf)));
  const kept = Object.fromEntries(
    KEPT.flatMap((key) => (key in session ? [[key, session[key as keyof T]]] : [])),
  );
  const rest = gone.length > 0 ? withoutWords(scrubbed, others) : scrubbed;
  return { ...rest, ...kept };
}

/** Whether a participant is that person. */
export function isSame(participant: Participant, person: ErasedPerson): boolean {
  const identity = identityOf(personOf(participant));
  return identity !== null && identity === identityOf(person);
}

export function personOf({ email, name, phone }: Participant): ErasedPerson {
  return {
    email: email?.trim().toLowerCase() || null,
    name: name?.trim() || null,
    phone: phone?.trim() || null,
  };
}

/** What satisfaction was heard from is what somebody said. */
function withoutQuotes(insights: NonNullable<AnySession['insights']>): typeof insights {
  const { competitors, satisfaction } = insights;
  const { signals: _, ...satisfied } = satisfaction ?? {};
  return {
    ...insights,
    ...(competitors ? { competitors: competitors.map(({ quote: _quote, ...one }) => one) } : {}),
    ...(satisfaction ? { satisfaction: satisfied } : {}),
  };
}

function withoutWords<T extends AnySession>(session: T, othersTookPart: boolean): T {
  const { insights, recommended_deal_update: update } = session;
  const { quote: _quote, ...recommended } = update ?? { stage: '' };
  const quiet = {
    ...session,
    ...(insights ? { insights: withoutQuotes(insights) } : {}),
    ...(update ? { recommended_deal_update: recommended } : {}),
  };
  if (othersTookPart) return quiet;
  const {
    title: _title,
    coach_notes: _notes,
    recording: _recording,
    insights: _insights,
    action_items: _items,
    next_meeting: _next,
    ...shell
  } = quiet;
  const summary = session.summary && { brief: ERASED };
  return { ...shell, ...(summary ? { summary } : {}), action_items: [] } as unknown as T;
}
