import type { CardObjectType } from '../../cards/conversations.ts';
import { badRequest } from '../errors.ts';

/** The words for records at our doors, singular as people say it. */
export const RECORD_TYPES = {
  contact: 'contacts',
  company: 'companies',
  deal: 'deals',
} as const satisfies Record<string, CardObjectType>;
export type RecordType = keyof typeof RECORD_TYPES;

export const RECORD_ID = /^\d{1,20}$/;

/** The record a card stands on. @throws AppError 400 */
export function recordId(query: Readonly<Record<string, string>>): string {
  const objectId = query['objectId'];
  if (objectId && RECORD_ID.test(objectId)) return objectId;
  throw badRequest(
    'object_missing',
    'The card does not say which record it is shown on.',
    'Reload the record in HubSpot.',
  );
}

/** The record a conversation is asked for on. @throws AppError 400 */
export function recordKey(
  portalId: string,
  query: Readonly<Record<string, string>>,
): { portalId: string; objectType: CardObjectType; objectId: string } {
  const type = query['objectType'] ?? '';
  if (!Object.hasOwn(RECORD_TYPES, type)) {
    throw badRequest(
      'object_type_unknown',
      'The card does not say what kind of record it is shown on.',
      'Reload the record in HubSpot.',
    );
  }
  return { portalId, objectType: RECORD_TYPES[type as RecordType], objectId: recordId(query) };
}
