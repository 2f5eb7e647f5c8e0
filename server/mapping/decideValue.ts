import type { Settings } from '../../shared/settings.ts';

export type Mode = Settings['mapping']['custom'][number]['mode'];

/**
 * Whose value stands in HubSpot: `untouched` by us, `ours` as we last wrote it, or `theirs`, changed by a
 * person after we wrote.
 */
export type Standing = 'untouched' | 'ours' | 'theirs';

export type Action = 'nothing' | 'write' | 'propose' | 'leave_filled';

/**
 * What becomes of one mapped value (contract §3 "Custom mapping modes"). A person's later change is never
 * replaced, only proposed against; what we alone set may always be corrected by us. Pure.
 * @param wanted in one spelling; empty when no conversation says it any more.
 * @param shown in the same spelling; empty when HubSpot holds nothing.
 */
export function decideValue(mode: Mode, wanted: string, shown: string, standing: Standing): Action {
  if (wanted === shown) return 'nothing';
  // What a person approved is theirs to clear.
  if (wanted === '') return standing === 'ours' && mode !== 'propose' ? 'write' : 'nothing';
  if (standing === 'theirs' || mode === 'propose') return 'propose';
  return mode === 'fill_empty' && shown !== '' && standing === 'untouched' ? 'leave_filled' : 'write';
}
