import type { SandboxEventType } from '../../sandbox.types.ts';
import { invalid, json, Refusal, type Reply } from '../http.ts';
import { objectType } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';
import { batchReply, checkSize } from '../records/batch.ts';
import { isAlive } from '../records/links.ts';

/** App events per batch (hubspot-api.md §6, §8.1). */
const MAX_EVENTS = 500;

export interface EventInput {
  eventTypeName: string;
  id: string;
  objectId?: string;
  email?: string;
  utk?: string;
  domain?: string;
  timestamp?: string;
  properties: Record<string, string>;
}

const OBJECT_OF: Record<SandboxEventType['objectType'], string> = {
  CONTACT: 'contacts',
  COMPANY: 'companies',
  DEAL: 'deals',
  TICKET: 'tickets',
};

/** The bodies of 400 and 409 are not specified (§6): the common envelope is used. */
function checkEvent(portal: Portal, types: readonly SandboxEventType[], event: EventInput): void {
  const type = types.find((candidate) => candidate.name === event.eventTypeName);
  if (type === undefined || portal.seed.appEvents !== true) {
    // Not approved or not deployed: for HubSpot the type does not exist.
    throw invalid(`Unknown event type: ${event.eventTypeName}`);
  }
  const targets = [event.objectId, event.email, event.utk, event.domain].filter(
    (value) => value !== undefined,
  );
  if (targets.length !== 1) throw invalid('Exactly one of objectId, email, utk or domain is required');
  const object = objectType(OBJECT_OF[type.objectType]);
  if (
    event.objectId !== undefined &&
    object !== undefined &&
    !isAlive(portal, { type: object, id: event.objectId })
  ) {
    throw invalid(`No ${type.objectType} with id ${event.objectId} exists`);
  }
  for (const [name, value] of Object.entries(event.properties)) {
    const property = type.properties.find((candidate) => candidate.name === name);
    if (property === undefined) throw invalid(`Event type ${type.name} has no property ${name}`);
    if (property.type === 'number' && Number.isNaN(Number(value))) throw invalid(`${name} must be a number`);
    if (property.type === 'enumeration' && !property.options?.includes(value)) {
      throw invalid(`${value} is not an option of ${name}`);
    }
  }
}

const key = (event: { eventTypeName: string; id: string }): string => `${event.eventTypeName}\n${event.id}`;

/** Type and id name an event for ever: there is no update and no delete (§6). */
function checkNew(portal: Portal, events: readonly EventInput[]): void {
  const seen = new Set(portal.events.map(key));
  for (const event of events) {
    if (seen.has(key(event))) {
      throw new Refusal(409, {
        message: `An event with id ${event.id} of type ${event.eventTypeName} already exists`,
        category: 'CONFLICT',
        context: { id: [event.id] },
      });
    }
    seen.add(key(event));
  }
}

function store(portal: Portal, event: EventInput, now: number): void {
  const stored = {
    eventTypeName: event.eventTypeName,
    id: event.id,
    objectId: event.objectId ?? '',
    timestamp: event.timestamp ?? new Date(now).toISOString(),
    properties: { ...event.properties },
  };
  portal.events.push(stored);
  portal.hear(stored);
}

export function sendEvent(
  portal: Portal,
  types: readonly SandboxEventType[],
  event: EventInput,
  now: number,
): Reply {
  checkEvent(portal, types, event);
  checkNew(portal, [event]);
  store(portal, event, now);
  return json(201, event);
}

/** On 400 and on 409 none of the batch is accepted (§6). */
export function sendEvents(
  portal: Portal,
  types: readonly SandboxEventType[],
  events: readonly EventInput[],
  now: number,
): Reply {
  checkSize(events, MAX_EVENTS);
  for (const event of events) checkEvent(portal, types, event);
  checkNew(portal, events);
  for (const event of events) store(portal, event, now);
  return batchReply(200, events, [], now);
}
