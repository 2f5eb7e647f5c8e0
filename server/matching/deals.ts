import type { Settings } from '../../shared/settings.ts';
import type { DealStage } from '../hubspot/directory.ts';
import type { CrmRecord } from '../hubspot/objects.ts';
import type { Evidence } from './people.ts';

/** Deal properties the choice needs; `hs_next_step` is what the planner compares with. */
export const DEAL_READ_PROPERTIES = [
  'dealname',
  'dealstage',
  'pipeline',
  'hubspot_owner_id',
  'hs_lastmodifieddate',
  'hs_next_step',
  'liveprompt_last_meeting_date',
  'liveprompt_sentiment',
] as const;

export type DealChoice = ({ deal: CrmRecord } & Evidence) | { deal: null; reason: string };

/**
 * Picks the one deal a conversation is about. Closed deals are never candidates; equal candidates are
 * told apart by the latest change, and the tie is recorded. Pure.
 */
export function chooseDeal(
  candidates: readonly CrmRecord[],
  stages: ReadonlyMap<string, DealStage>,
  strategy: Settings['deals']['strategy'],
  hostOwnerId: string | undefined,
): DealChoice {
  const open = candidates.filter(
    ({ archived, properties }) => !archived && !isClosed(properties['dealstage'], stages),
  );
  if (open.length === 0) {
    const reason =
      candidates.length > 0
        ? 'no_open_deal: every deal of these contacts is closed'
        : 'no_open_deal: these contacts have no deal';
    return { deal: null, reason };
  }
  const owned =
    strategy === 'owner_open'
      ? open.filter((deal) => deal.properties['hubspot_owner_id'] === hostOwnerId)
      : open;
  const pool = owned.length > 0 ? owned : open;
  const [chosen, ...others] = [...pool].sort(byLatestChange);
  if (!chosen) return { deal: null, reason: 'no_open_deal: these contacts have no deal' };
  const name = chosen.properties['dealname'] ?? chosen.id;
  const evidence =
    others.length === 0
      ? `"${name}" is the only open deal of the contact`
      : `"${name}" is the most recently changed of ${pool.length} open deals`;
  return { deal: chosen, rule: strategy, evidence };
}

/** An unknown stage counts as open: the pipeline may have changed within the cache's ten minutes. */
function isClosed(stage: string | null | undefined, stages: ReadonlyMap<string, DealStage>): boolean {
  return stages.get(stage ?? '')?.closed ?? false;
}

/** Latest change first; the higher id breaks an exact tie so that every run picks the same deal. */
function byLatestChange(left: CrmRecord, right: CrmRecord): number {
  const changed = ({ properties }: CrmRecord) => Date.parse(properties['hs_lastmodifieddate'] ?? '') || 0;
  return changed(right) - changed(left) || Number(right.id) - Number(left.id);
}
