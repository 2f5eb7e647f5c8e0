import type { EnrolledType } from '../../workflow.types.ts';

/** Records that workflows enrol, by the name an action hears (hubspot-platform.md §6.2). */
export const PLURAL = {
  CONTACT: 'contacts',
  COMPANY: 'companies',
  DEAL: 'deals',
  TICKET: 'tickets',
} as const satisfies Record<EnrolledType, string>;
