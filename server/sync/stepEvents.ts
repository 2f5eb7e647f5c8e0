import type { Crashpoint } from '../crashpoints.ts';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import { ENDPOINTS } from '../hubspot/endpoints.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import { chunk, pass } from '../hubspot/objects.ts';
import { eventId } from './planEvents.ts';
import type { AppEvent } from './plan.types.ts';
import { idOf } from './ref.ts';
import { resolve, type Turn } from './turn.types.ts';

interface Outgoing {
  event: AppEvent;
  id: string;
  body: unknown;
}

/**
 * Sends app events, last of all: workflows they start must see the properties. A batch is accepted whole
 * or not at all; on a refusal each event goes alone, and "exists already" means delivered (hubspot-api.md §6).
 */
export function createEventStep({ call, crash }: { call: HubSpotCall; crash: Crashpoint }) {
  return async (turn: Turn): Promise<void> => {
    const outgoing = turn.plan.events.flatMap((event): Outgoing[] => {
      const record = resolve(turn, event.record);
      if (!record) return [];
      const { eventTypeName, timestamp, properties, n } = event;
      const id = eventId(event.sessionId, eventTypeName, idOf(record), n);
      return [{ event, id, body: { eventTypeName, id, objectId: idOf(record), timestamp, properties } }];
    });
    for (const page of chunk(outgoing, ENDPOINTS['events.sendBatch'].batch)) await sendPage(turn, page);
  };

  async function sendPage(turn: Turn, page: readonly Outgoing[]): Promise<void> {
    try {
      await crash('events.send');
      await call(turn.context.portalId, {
        endpoint: 'events.sendBatch',
        body: { inputs: page.map(({ body }) => body) },
        ...pass(turn.context),
      });
      await crash('events.sent');
      for (const one of page) delivered(turn, one);
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      const splits = error.httpStatus === 409 || error.httpStatus === 400;
      if (splits) for (const one of page) await sendOne(turn, one);
      else for (const one of page) refused(turn, one, error);
    }
  }

  async function sendOne(turn: Turn, one: Outgoing): Promise<void> {
    try {
      await crash('events.sendOne');
      await call(turn.context.portalId, { endpoint: 'events.send', body: one.body, ...pass(turn.context) });
      delivered(turn, one);
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      if (error.httpStatus === 409) delivered(turn, one);
      else refused(turn, one, error);
    }
  }
}

function delivered(turn: Turn, { event, id }: Outgoing): void {
  turn.work.get(event.sessionId)?.events.push(id);
}

function refused(turn: Turn, { event }: Outgoing, error: HubSpotError): void {
  turn.work.get(event.sessionId)?.problems.push({ what: `app event ${event.eventTypeName}`, error });
}
