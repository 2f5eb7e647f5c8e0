import { ACTIVITY_KEY_PROPERTY } from '../../shared/properties.ts';
import type { Clock } from '../clock.ts';
import type { Crashpoint } from '../crashpoints.ts';
import type { Associations } from '../hubspot/associations.ts';
import type { CallContext, CrmRecord, Objects } from '../hubspot/objects.ts';
import { markerUrl } from './content.ts';
import { sessionUrl } from '../sessions/sessionUrl.ts';
import type { ActivityType } from '../hubspot/objects.ts';
import type { LedgerObject, SyncDocument } from './ledger.types.ts';
import { idOf, typeOf, type Features, type Ref } from './plan.types.ts';

/**
 * Settles what became of creations whose answer was lost: by reading back, never by hoping (reliability.md
 * §3, rule B). HubSpot may apply a lost request late, so nothing is concluded from an absence before the
 * quarantine is over.
 */
const QUARANTINE_MS = 60_000;

/**
 * With a unique key nothing has to wait: HubSpot takes the key once, so a lost request that is applied late
 * makes the repeated one a conflict, never a second object (reliability.md §3, A).
 */
const quarantineOf = ({ activityKeyMode }: Features) => (activityKeyMode === 'unique' ? 0 : QUARANTINE_MS);

/** Where each type carries the link to the conversation; calls, notes and tasks have no URL property. */
const MARKER_PROPERTY: Readonly<Record<ActivityType, string>> = {
  meetings: 'hs_meeting_external_url',
  calls: 'hs_call_body',
  notes: 'hs_note_body',
  tasks: 'hs_task_body',
};

export interface Settled {
  objects: LedgerObject[];
  /** Set while an answer may still be on its way: nothing of this conversation is written before. */
  waitUntil: Date | null;
}

export function createSettler(deps: {
  objects: Objects;
  associations: Associations;
  clock: Clock;
  crash: Crashpoint;
}) {
  return async (context: CallContext, row: SyncDocument, features: Features): Promise<Settled> => {
    const now = deps.clock.now();
    const objects: LedgerObject[] = [];
    const waits: number[] = [];
    for (const object of row.objects) {
      if (object.state !== 'sending' && object.state !== 'unknown') {
        objects.push(object);
        continue;
      }
      // `sending` under an older fence: a worker died between intent and answer. Its clock starts now.
      const unknown: LedgerObject =
        object.state === 'unknown' ? object : { ...object, state: 'unknown', at: now };
      const over = new Date(unknown.at.getTime() + quarantineOf(features));
      if (over > now) {
        objects.push(unknown);
        waits.push(over.getTime());
        continue;
      }
      const found = await find(context, row.sessionId, unknown, features);
      await deps.crash('settle.done');
      // Not found after the quarantine: the plan may make it. The row remembers it for the sweeps, which
      // look for what came even later.
      objects.push(found ? { ...unknown, id: found, state: 'live' } : { ...unknown, state: 'archived' });
    }
    return { objects, waitUntil: waits.length > 0 ? new Date(Math.max(...waits)) : null };
  };

  async function find(context: CallContext, sessionId: string, object: LedgerObject, features: Features) {
    const { type, key } = object;
    if (features.activityKeyMode === 'unique') {
      await deps.crash('settle.key');
      const name = ACTIVITY_KEY_PROPERTY.name;
      return lowest(await deps.objects.read(context, type, [`${sessionId}:${key}`], [name], name));
    }
    const marker =
      key === 'activity'
        ? sessionUrl(features.appUrl, sessionId)
        : markerUrl(features.appUrl, sessionId, key.replace(/^task:/, ''));
    const candidates = new Set<string>();
    for (const link of object.links as Ref[]) {
      await deps.crash('settle.links');
      const links = await deps.associations.read(context, typeOf(link), type, [idOf(link)]);
      for (const { toId } of links.get(idOf(link)) ?? []) candidates.add(toId);
    }
    const property = MARKER_PROPERTY[type];
    await deps.crash('settle.marker');
    const records = await deps.objects.read(context, type, [...candidates], [property]);
    return lowest(
      records.filter(({ archived, properties }) => !archived && carries(properties[property], marker, type)),
    );
  }
}

export type Settle = ReturnType<typeof createSettler>;

/** A meeting's URL equals the marker; in a body it stands as the target of a link. */
function carries(value: string | null | undefined, marker: string, type: ActivityType): boolean {
  return type === 'meetings' ? value === marker : (value ?? '').includes(`"${marker}"`);
}

/** The oldest twin is the one we keep. */
function lowest(records: readonly CrmRecord[]): string | undefined {
  return [...records].sort((left, right) => Number(left.id) - Number(right.id))[0]?.id;
}
