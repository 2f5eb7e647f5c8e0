import { APP_EVENTS, EVENT_OBJECTS } from '../../shared/appEvents.ts';
import { EVENT_PROPERTIES, type EventProperty } from '../../shared/eventProperties.ts';
import type { SandboxEventType } from '../sandbox/sandbox.types.ts';

/** The product's app events as HubSpot knows them once they are approved and deployed. */
export const EVENT_TYPES: SandboxEventType[] = APP_EVENTS.map(({ uid, object, properties }) => ({
  name: uid,
  objectType: EVENT_OBJECTS[object],
  properties: properties.map((name) => {
    const { type, options }: EventProperty = EVENT_PROPERTIES[name];
    return { name, type, ...(options ? { options: Object.keys(options) } : {}) };
  }),
}));
