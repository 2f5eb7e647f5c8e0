import { APP_EVENTS, EVENT_OBJECTS, type AppEventType, type EventObject } from '../../shared/appEvents.ts';
import { EVENT_PROPERTIES, type EventPropertyName, type EventValues } from '../../shared/eventProperties.ts';
import type { Session } from '../../shared/session.ts';
import { engagementScore } from '../scoring/engagementScore.ts';
import { factsOf } from '../scoring/facts.ts';
import { dealValues, sessionValues } from './eventValues.ts';
import { happeningsOf, type RiskLevel } from './happenings.ts';
import type { AppEvent, PlanInput } from './plan.types.ts';
import { idOf, typeOf } from './ref.ts';
import type { PastConversation } from './snapshot.types.ts';
import type { TouchedRecord } from './planRecords.ts';

type EventInput = Pick<PlanInput, 'features'> & { snapshot: Pick<PlanInput['snapshot'], 'deals' | 'stages'> };

/**
 * Events of the finished conversations of one record, as `shared/appEvents.ts` defines them. The first word
 * stays: an event cannot be changed, so a later version of a conversation only adds what is new.
 * @param history of the record after this turn, newest first: the score looks at the conversation before.
 * @param isSent whether an event with this id was delivered by an earlier turn.
 */
export function planEvents(
  { ref, linked }: TouchedRecord,
  history: readonly PastConversation[],
  isSent: (sessionId: string, eventId: string) => boolean,
  { features, snapshot }: EventInput,
): AppEvent[] {
  const object = typeOf(ref);
  if (!(object in EVENT_OBJECTS)) return [];
  const types = APP_EVENTS.filter((type) => type.object === (object as EventObject));
  return linked.flatMap((session) => {
    const shared = {
      ...sessionValues(session, features.appUrl),
      score: scoreOf(session, history),
      ...(object === 'deals' ? dealValues(session, snapshot.deals.get(idOf(ref)), snapshot.stages) : {}),
    };
    const happened = happeningsOf(session, riskBefore(session, history));
    return types.flatMap((type) =>
      (happened.get(type.happening) ?? []).flatMap(({ n, values }): AppEvent[] => {
        if (isSent(session.id, eventId(session.id, type.uid, idOf(ref), n))) return [];
        const properties = written(type, { ...shared, ...values });
        const timestamp = new Date(session.ended_at).toISOString();
        return [{ sessionId: session.id, eventTypeName: type.uid, n, record: ref, timestamp, properties }];
      }),
    );
  });
}

/** The engagement score after a conversation of this history, newest first. */
export function scoreOf(session: Session, history: readonly PastConversation[]): number {
  const place = history.findIndex(({ sessionId }) => sessionId === session.id);
  const before = history[place + 1]?.facts.startedAt ?? null;
  return engagementScore(factsOf(session), before).value;
}

/** As the latest conversation before it said it; none where nobody did. */
function riskBefore(session: Session, history: readonly PastConversation[]): RiskLevel {
  const place = history.findIndex(({ sessionId }) => sessionId === session.id);
  return history.slice(place + 1).find(({ said }) => said.risk !== null)?.said.risk?.level ?? 'none';
}

/** What the type declares and the conversation knows, as text: HubSpot refuses anything else (hubspot-api.md §6). */
function written(type: AppEventType, values: EventValues): Record<string, string> {
  return Object.fromEntries(
    type.properties.flatMap((name): [EventPropertyName, string][] => {
      const value = values[name];
      if (value === undefined) return [];
      const isNumber = EVENT_PROPERTIES[name].type === 'number';
      return isNumber && !Number.isFinite(value) ? [] : [[name, String(value)]];
    }),
  );
}

/** Deterministic, so that HubSpot refuses a second one (hubspot-api.md §6). */
export function eventId(sessionId: string, eventTypeName: string, objectId: string, n?: string): string {
  return [sessionId, eventTypeName, objectId, ...(n === undefined ? [] : [n])].join(':');
}
