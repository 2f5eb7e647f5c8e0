import { LIFECYCLE_STAGES } from '../definitions/common.ts';
import type { StoredRecord } from '../objects.types.ts';

/** The lifecycle stage only moves forward unless it is cleared first (hubspot-api.md §2.1); a step back is dropped. */
export function lifecycle(record: StoredRecord, properties: Record<string, string>): Record<string, string> {
  const { lifecyclestage: next, ...others } = properties;
  const current = record.properties['lifecyclestage'];
  if (next === undefined || next === '' || current === undefined) return properties;
  const rank = (stage: string): number => (LIFECYCLE_STAGES as readonly string[]).indexOf(stage);
  return rank(next) < rank(current) ? others : properties;
}
