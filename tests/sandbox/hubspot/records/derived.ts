import type { StoredRecord } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';

/** Properties HubSpot computes from others: a deal is closed when its stage is (hubspot-api.md §2.5). */
export function derived(portal: Portal, record: StoredRecord): Record<string, string> {
  if (record.type !== 'deals') return {};
  const stage = portal.pipelines.deals
    ?.find((pipeline) => pipeline.id === record.properties['pipeline'])
    ?.stages.find((entry) => entry.id === record.properties['dealstage']);
  if (stage === undefined) return {};
  const closed = stage.metadata['isClosed'] === 'true';
  return {
    hs_is_closed: String(closed),
    hs_is_closed_won: String(closed && stage.metadata['probability'] === '1.0'),
    hs_deal_stage_probability: stage.metadata['probability'] ?? '',
  };
}
