import { ENDPOINTS } from '../hubspot/endpoints.ts';
import { typeOf, type Plan } from '../sync/plan.types.ts';

/** How many calls the writes of a plan would take, batched as the steps of a turn batch them. Pure. */
export function estimateWrites(plan: Plan): number {
  const { companies, contacts, companyLinks, activities, records, events } = plan;
  const moves = activities.flatMap((write) =>
    write.action === 'update' ? [...write.addLinks, ...write.removeLinks] : [],
  );
  return (
    batches('objects.create', companies, () => 'companies') +
    batches('objects.create', contacts, () => 'contacts') +
    batches('associations.create', companyLinks, () => 'companies') +
    batches('objects.create', activities, (one) => (one.action === 'create' ? one.type : undefined)) +
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

/** Calls for what is written through one endpoint: batches never mix types; `undefined` is not written through it. */
function batches<T>(
  endpoint:
    'objects.create' | 'objects.update' | 'objects.archive' | 'associations.create' | 'events.sendBatch',
  items: readonly T[],
  typeOfItem: (item: T) => string | undefined,
): number {
  const { batch } = ENDPOINTS[endpoint];
  const counts = new Map<string, number>();
  for (const item of items) {
    const type = typeOfItem(item);
    if (type !== undefined) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts.values()].reduce((calls, count) => calls + Math.ceil(count / (batch ?? 100)), 0);
}
