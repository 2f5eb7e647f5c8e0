import { ENDPOINTS, type Endpoint, type EndpointName } from '../hubspot/endpoints.ts';
import type { ActivityWrite, Plan } from '../sync/plan.types.ts';
import { isNew, typeOf, type Ref } from '../sync/ref.ts';

/** How many calls the writes of a plan would take, batched as the steps of a turn batch them. Pure. */
export function estimateWrites(plan: Plan): number {
  const { companies, contacts, companyLinks, activities, records, events } = plan;
  const moves = activities.flatMap((write) =>
    write.action === 'update' && write.type !== COACHING ? [...write.addLinks, ...write.removeLinks] : [],
  );
  // People whose company is new are made first, asked for a company HubSpot gave them, and linked at last.
  const newcomers = contacts.filter(({ company }) => company !== null && isNew(company));
  return (
    batches('objects.create', companies, () => 'companies') +
    batches('objects.create', contacts, () => 'contacts') +
    batches('associations.read', newcomers, () => 'companies') +
    batches('associations.create', [...companyLinks, ...newcomers], () => 'companies') +
    batches('objects.create', activities, (one) =>
      one.action === 'create' && one.type !== COACHING ? one.type : undefined,
    ) +
    batches('objects.upsert', activities, (one) =>
      one.action === 'create' && one.type === COACHING ? one.type : undefined,
    ) +
    // Their links are calls of their own, a batch for each kind of record.
    batches('associations.default', activities.flatMap(linksToAdd), typeOf) +
    batches('associations.archive', activities.flatMap(linksToRemove), typeOf) +
    batches('objects.update', activities, (one) =>
      one.action === 'update' && Object.keys(one.properties).length > 0 ? one.type : undefined,
    ) +
    batches('objects.archive', activities, (one) => (one.action === 'archive' ? one.type : undefined)) +
    // Links of an activity that stays are moved one by one.
    moves.length +
    batches('objects.update', records, ({ ref }) => typeOf(ref)) +
    batches('events.sendBatch', events, () => 'events')
  );
}

const COACHING = 'coaching_sessions';

function linksToAdd(write: ActivityWrite): Ref[] {
  if (write.type !== COACHING || write.action === 'archive') return [];
  return write.action === 'create' ? write.links : write.addLinks;
}

function linksToRemove(write: ActivityWrite): Ref[] {
  return write.type === COACHING && write.action === 'update' ? write.removeLinks : [];
}

/** Calls for what is written through one endpoint: batches never mix types; `undefined` is not written through it. */
function batches<T>(
  endpoint: EndpointName,
  items: readonly T[],
  typeOfItem: (item: T) => string | undefined,
): number {
  const { batch }: Endpoint = ENDPOINTS[endpoint];
  const counts = new Map<string, number>();
  for (const item of items) {
    const type = typeOfItem(item);
    if (type !== undefined) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts.values()].reduce((calls, count) => calls + Math.ceil(count / (batch ?? 100)), 0);
}
