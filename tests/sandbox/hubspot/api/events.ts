import { sendEvent, sendEvents, type EventInput } from '../events/events.ts';
import type { Route } from './route.ts';

/** Any one of these opens app events (hubspot-api.md §6). */
const SCOPES = [
  'timeline',
  'timeline-write',
  'crm.objects.contacts.write',
  'crm.objects.companies.write',
  'crm.objects.deals.write',
];

export const EVENT_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/integrators/timeline/{v}/events/batch',
    scopes: () => [SCOPES],
    bucket: 'general',
    handle: ({ portal, settings, body, write }) =>
      sendEvents(portal, settings.eventTypes, (body as { inputs: EventInput[] }).inputs, write.now),
  },
  {
    method: 'POST',
    path: '/integrators/timeline/{v}/events',
    scopes: () => [SCOPES],
    bucket: 'general',
    handle: ({ portal, settings, body, write }) =>
      sendEvent(portal, settings.eventTypes, body as EventInput, write.now),
  },
];
