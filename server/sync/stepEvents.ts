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
 * or not at all: whom a refusal names is taken out and the rest goes once more, then each event alone
 * (performance.md §1.5). "Exists already" means delivered (hubspot-api.md §6).
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

  async function sendPage(turn: Turn, page: readonly Outgoing[], isAgain = false): Promise<void> {
    if (page.length === 0) return;
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
      const exists = error.httpStatus === 409;
      if (!exists && error.httpStatus !== 400) {
        for (const one of page) refused(turn, one, error);
        return;
      }
      const named = page.filter(({ id }) => names(error, id));
      const others = page.filter((one) => !named.includes(one));
      if (exists) for (const one of named) delivered(turn, one);
      if (named.length > 0 && !isAgain) await sendPage(turn, others, true);
      else for (const one of others) await sendOne(turn, one);
      // Each with a reason of its own.
      if (!exists) for (const one of named) await sendOne(turn, one);
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

/** Whether a refusal is about this event. Its body is not documented: a list of ids, or the id in a sentence. */
function names({ context, message }: HubSpotError, id: string): boolean {
  const listed = [context['id'], context['ids']].some((ids) => ids?.includes(id));
  const at = message.indexOf(id);
  return listed || (at >= 0 && !/[\w:-]/.test(message.charAt(at + id.length)));
}

function delivered(turn: Turn, { event, id }: Outgoing): void {
  turn.work.get(event.sessionId)?.events.push(id);
}

function refused(turn: Turn, { event }: Outgoing, error: HubSpotError): void {
  turn.work.get(event.sessionId)?.problems.push({ what: `app event ${event.eventTypeName}`, error });
}
