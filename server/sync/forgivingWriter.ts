import type { Crashpoint } from '../crashpoints.ts';
import type { BatchWriter, WriteOutcome } from '../hubspot/batchWrite.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { ObjectType } from '../hubspot/objects.ts';
import type { WriteInput } from '../hubspot/writeInput.ts';
import type { RestoreProperties } from '../installs/restoreProperties.ts';
import { withoutNames } from './leftOut.ts';
import type { Turn } from './turn.types.ts';
import { OURS } from './withheld.ts';

/** What became of one input, and what was left out of it because the portal has no such property. */
export interface Forgiven {
  outcome: WriteOutcome;
  dropped: readonly string[];
}

/** @param beforeAgain told what is left out, by key, before it is sent without. */
export type ForgivingWriter = (
  turn: Turn,
  endpoint: 'objects.create' | 'objects.update',
  type: ObjectType,
  inputs: readonly WriteInput[],
  beforeAgain?: (dropped: ReadonlyMap<string, readonly string[]>) => Promise<void>,
) => Promise<ReadonlyMap<string, Forgiven>>;

export interface ForgivingDeps {
  write: BatchWriter;
  /** Makes our properties that are missing. */
  restore: RestoreProperties;
  /** What is cached about the properties of the portal is no longer true. */
  forget: (portalId: string) => void;
  crash: Crashpoint;
}

/**
 * Somebody deleted a property while we write to it (hubspot-api.md §9): one of ours is made again, once a turn,
 * and written; any other is left out, and the rest of the record does not suffer for it. HubSpot refuses such
 * an input whole, so nothing of it can have been written before.
 */
export function createForgivingWriter(deps: ForgivingDeps): ForgivingWriter {
  const restored = new WeakMap<Turn, ReturnType<RestoreProperties>>();

  return async (turn, endpoint, type, inputs, beforeAgain) => {
    const results = new Map<string, Forgiven>();
    const tried = new Set<string>();
    let open: readonly WriteInput[] = inputs;
    while (open.length > 0) {
      const outcomes = await deps.write(turn.context, endpoint, type, open);
      const again: WriteInput[] = [];
      const news = new Map<string, readonly string[]>();
      for (const input of open) {
        const outcome = outcomes.get(input.key);
        if (!outcome) continue;
        const dropped = results.get(input.key)?.dropped ?? [];
        results.set(input.key, { outcome, dropped });
        const absent = outcome.ok ? [] : outcome.error.absent.filter((name) => name in input.properties);
        if (absent.length === 0) continue;
        const gone = await stillAbsent(turn, type, absent).catch(asHubSpotError);
        if (gone instanceof HubSpotError) {
          // HubSpot is unwell: the next try finds out.
          results.set(input.key, { outcome: { ok: false, error: gone }, dropped });
          continue;
        }
        // Made in this turn and refused all the same: HubSpot does not see it yet.
        const left = absent.filter((name) => gone.includes(name) || tried.has(`${input.key} ${name}`));
        for (const name of absent) tried.add(`${input.key} ${name}`);
        const properties = withoutNames(input.properties, left);
        if (left.length > 0) news.set(input.key, left);
        const isEmpty = Object.keys(properties).length === 0;
        const now = isEmpty && input.id !== undefined ? { ok: true as const, id: input.id } : outcome;
        results.set(input.key, { outcome: now, dropped: [...dropped, ...left] });
        if (!isEmpty) again.push({ ...input, properties });
      }
      if (news.size > 0) await beforeAgain?.(news);
      open = again;
    }
    return results;
  };

  /** What is gone for good: not ours, or ours and not to be made. */
  async function stillAbsent(turn: Turn, type: ObjectType, absent: readonly string[]): Promise<string[]> {
    deps.forget(turn.context.portalId);
    const isOurs = (name: string) => OURS.includes(`${type}.${name}`);
    if (!absent.some(isOurs)) return [...absent];
    const missing = await (restored.get(turn) ?? restore(turn));
    return absent.filter((name) => !isOurs(name) || missing.has(`${type}.${name}`));
  }

  function restore(turn: Turn): ReturnType<RestoreProperties> {
    const started = crashThenRestore(turn);
    restored.set(turn, started);
    return started;
  }

  async function crashThenRestore(turn: Turn): ReturnType<RestoreProperties> {
    await deps.crash('write.restore');
    return deps.restore(turn.context);
  }
}

function asHubSpotError(error: unknown): HubSpotError {
  if (error instanceof HubSpotError) return error;
  throw error;
}
