import { APP_EVENTS, EVENT_OBJECTS, type AppEventType } from '../../shared/appEvents.ts';
import {
  EVENT_PROPERTIES,
  type EventProperty,
  type EventPropertyName,
} from '../../shared/eventProperties.ts';

/** Where the events lie: beside `app/`, where an upload of the checkout leaves them out (`.hsignore`). */
export const EVENTS_DIR = 'app-events';

export interface AppEventFile {
  /** Name inside `app-events/`. */
  name: string;
  content: { uid: string; type: 'app-event'; config: Record<string, unknown> };
}

/** The components that HubSpot gets for `shared/appEvents.ts`; `hubspot:events` writes them, the check compares. */
export function appEventFiles(): AppEventFile[] {
  return APP_EVENTS.map((event) => ({
    name: `${event.uid.replaceAll('_', '-')}-hsmeta.json`,
    content: {
      uid: event.uid,
      type: 'app-event',
      config: {
        name: event.name,
        description: event.description,
        objectType: EVENT_OBJECTS[event.object],
        headerTemplate: event.headerTemplate,
        detailTemplate: detailTemplate(event),
        properties: event.properties.map(property),
      },
    },
  }));
}

function property(name: EventPropertyName): Record<string, unknown> {
  const { label, type, options }: EventProperty = EVENT_PROPERTIES[name];
  const list = Object.entries(options ?? {}).map(([value, shown]) => ({ value, label: shown }));
  return { name, label, type, ...(options ? { options: list } : {}) };
}

/** One line per figure that is known, then the way to the whole conversation. */
function detailTemplate({ properties }: AppEventType): string {
  const lines = properties
    .filter((name) => name !== 'session_url' && !name.endsWith('_id'))
    .map((name) => `{{#if ${name}}}- ${EVENT_PROPERTIES[name].label}: {{${name}}}\n{{/if}}`);
  return `${lines.join('')}\n[Open the conversation]({{session_url}})`;
}
