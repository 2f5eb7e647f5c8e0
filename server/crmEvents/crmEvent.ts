import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Records whose changes we subscribe to. */
export type SubscribedType = 'contacts' | 'companies' | 'deals';

export const CRM_EVENT_KINDS = ['merge', 'deletion', 'restore', 'stage', 'privacy'] as const;
export type CrmEventKind = (typeof CRM_EVENT_KINDS)[number];

/** Something that people did in HubSpot, in one form whichever way HubSpot said it. */
export interface CrmEvent {
  /** The same for every delivery of the event, see `dedupeKey`. */
  _id: string;
  portalId: string;
  kind: CrmEventKind;
  type: SubscribedType;
  /** Of a merge: the record that is left. */
  objectId: string;
  /** Of a merge: the records that are no more. */
  mergedIds: string[];
  /** Of a stage change: the new stage. */
  value: string | null;
  occurredAt: Date;
}

/** Subscription type of HubSpot → what it means here; a test holds `webhooks-hsmeta.json` to these. */
export const SUBSCRIPTIONS: Readonly<Record<string, CrmEventKind>> = {
  'object.merge': 'merge',
  'object.deletion': 'deletion',
  'object.restore': 'restore',
  'object.propertyChange': 'stage',
  'contact.privacyDeletion': 'privacy',
};

const TYPE_IDS: Readonly<Record<string, SubscribedType>> = {
  '0-1': 'contacts',
  '0-2': 'companies',
  '0-3': 'deals',
};

/** What older subscriptions call their records: `contact.deletion` instead of `object.deletion` (hubspot-platform.md §6.1). */
const LEGACY_TYPE_IDS: Readonly<Record<string, string>> = { contact: '0-1', company: '0-2', deal: '0-3' };

const id = z.union([z.number().int().nonnegative(), z.string().regex(/^\d{1,20}$/)]).transform(String);

/** As delivered (hubspot-api.md §7.1); keys we do not need are dropped. */
const delivered = z.object({
  portalId: id,
  subscriptionType: z.string().max(100).optional(),
  // HubSpot's own field table calls it so.
  eventType: z.string().max(100).optional(),
  eventId: id.optional(),
  occurredAt: z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d{1,16}$/)
        .transform(Number),
    ])
    .pipe(z.number().int().nonnegative().max(8_640_000_000_000_000)),
  objectId: id.optional(),
  objectTypeId: z.string().max(50).optional(),
  propertyName: z.string().max(200).optional(),
  propertyValue: z.string().max(1_000).nullish(),
  primaryObjectId: id.optional(),
  mergedObjectIds: z.array(id).max(1_000).optional(),
  newObjectId: id.nullish(),
});
type Delivered = z.infer<typeof delivered>;

/** Reads one event of a delivery; undefined for what we did not ask for or cannot read. */
export function readCrmEvent(raw: unknown): CrmEvent | undefined {
  const parsed = delivered.safeParse(raw);
  if (!parsed.success) return undefined;
  const said = parsed.data;
  const { subscription, typeId } = formOf(said);
  const kind = Object.hasOwn(SUBSCRIPTIONS, subscription) ? SUBSCRIPTIONS[subscription] : undefined;
  const type = kind === 'privacy' ? 'contacts' : TYPE_IDS[typeId ?? ''];
  if (!kind || !type) return undefined;
  if (kind === 'stage' && (type !== 'deals' || said.propertyName !== 'dealstage')) return undefined;
  const merge = kind === 'merge' ? mergeOf(said) : undefined;
  const objectId = kind === 'merge' ? merge?.survivor : said.objectId;
  if (objectId === undefined) return undefined;
  return {
    _id: dedupeKey(subscription, said),
    portalId: said.portalId,
    kind,
    type,
    objectId,
    mergedIds: merge?.gone ?? [],
    value: kind === 'stage' ? (said.propertyValue ?? '') : null,
    occurredAt: new Date(said.occurredAt),
  };
}

/** Both forms of a subscription in the one we ask for. */
function formOf({ subscriptionType, eventType, objectTypeId }: Delivered) {
  const subscription = subscriptionType ?? eventType ?? '';
  const [record = '', what = ''] = subscription.split('.');
  const isLegacy = Object.hasOwn(LEGACY_TYPE_IDS, record) && !Object.hasOwn(SUBSCRIPTIONS, subscription);
  return isLegacy
    ? { subscription: `object.${what}`, typeId: LEGACY_TYPE_IDS[record] }
    : { subscription, typeId: objectTypeId };
}

/** Two records may become a third (`newObjectId`); then both are gone (hubspot-api.md §10). */
function mergeOf({ objectId, primaryObjectId, mergedObjectIds = [], newObjectId }: Delivered) {
  const primary = primaryObjectId ?? objectId;
  const survivor = newObjectId ?? primary;
  if (survivor === undefined) return undefined;
  const involved = new Set([...mergedObjectIds, ...(primary === undefined ? [] : [primary])]);
  return { survivor, gone: [...involved].filter((one) => one !== survivor) };
}

/** `eventId` alone is not unique, and `attemptNumber` differs per delivery (hubspot-api.md §7.1). */
function dedupeKey(subscription: string, said: Delivered): string {
  const { portalId, objectId, primaryObjectId, occurredAt, propertyName, eventId } = said;
  const parts = [
    portalId,
    subscription,
    said.objectTypeId,
    objectId ?? primaryObjectId,
    occurredAt,
    propertyName,
    eventId,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
