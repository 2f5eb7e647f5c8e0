import type { ObjectType } from './objects.ts';

/** HubSpot's endpoints name object types in the plural; our doors and people say the singular. */
export const SINGULAR = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
  tickets: 'ticket',
  meetings: 'meeting',
  calls: 'call',
  notes: 'note',
  tasks: 'task',
  coaching_sessions: 'coaching_session',
} as const satisfies Record<ObjectType, string>;

/** For sentences. */
export function spoken(type: ObjectType): string {
  return SINGULAR[type].replace('_', ' ');
}
