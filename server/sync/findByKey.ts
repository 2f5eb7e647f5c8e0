import { COACHING_SESSIONS } from '../../shared/coachingSessions.ts';
import { ACTIVITY_KEY_PROPERTY } from '../../shared/properties.ts';
import type { Crashpoint } from '../crashpoints.ts';
import type { Associations } from '../hubspot/associations.ts';
import type { ActivityType, CallContext, CrmRecord, Objects } from '../hubspot/objects.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import { sessionUrl } from '../sessions/sessionUrl.ts';
import { markerUrl } from './content.ts';
import { withoutNames } from './leftOut.ts';
import type { LedgerObject } from './ledger.types.ts';
import type { Features } from './plan.types.ts';
import { idOf, typeOf, type Ref } from './ref.ts';

/** Where each type carries the link to the conversation; calls, notes and tasks have no URL property. */
const MARKER_PROPERTY: Readonly<Record<ActivityType, string>> = {
  meetings: 'hs_meeting_external_url',
  calls: 'hs_call_body',
  notes: 'hs_note_body',
  tasks: 'hs_task_body',
};

/** Every activity in HubSpot that carries the key of a ledger object, the oldest first. */
export type FindByKey = (
  context: CallContext,
  sessionId: string,
  object: Pick<LedgerObject, 'type' | 'key' | 'links' | 'former' | 'written' | 'before'>,
  features: Pick<Features, 'appUrl'>,
) => Promise<CrmRecord[]>;

/**
 * Sent with the unique key of a portal that has one. A portal may get it only after its first conversations,
 * so what was sent decides where it is found, not what would be sent today.
 */
export function isKeyed({ written, before = written }: Pick<LedgerObject, 'written' | 'before'>): boolean {
  return ACTIVITY_KEY_PROPERTY.name in written && ACTIVITY_KEY_PROPERTY.name in before;
}

/** Of a look by key: there is no such unique property any more, so HubSpot takes it for no id (hubspot-api.md §2.3). */
export function saysKeyIsGone(error: unknown): boolean {
  return error instanceof HubSpotError && error.kind === 'final' && error.httpStatus === 400;
}

/** As if it had been sent without the key: it is found by its link. */
export function unkeyed<T extends Pick<LedgerObject, 'written' | 'before'>>(object: T): T {
  const { written, before } = object;
  const names = [ACTIVITY_KEY_PROPERTY.name];
  return {
    ...object,
    written: withoutNames(written, names),
    ...(before ? { before: withoutNames(before, names) } : {}),
  };
}

/** By the unique key where it has one, else among what hangs on the same records: search lags (hubspot-api.md §2.8). */
export function createFindByKey(deps: {
  objects: Objects;
  associations: Associations;
  crash: Crashpoint;
}): FindByKey {
  return async (context, sessionId, object, features) => {
    const { type, key, links, former = [] } = object;
    if (type === 'coaching_sessions') {
      await deps.crash('settle.coaching');
      const name = COACHING_SESSIONS.key;
      return unlessRefused(async () =>
        oldestFirst(await deps.objects.read(context, type, [sessionId], [name], name)),
      );
    }
    if (isKeyed(object)) {
      await deps.crash('settle.key');
      const name = ACTIVITY_KEY_PROPERTY.name;
      const keyed = await deps.objects.read(context, type, [`${sessionId}:${key}`], [name], name);
      // A property that was deleted and made anew may not know what was written to it before.
      if (keyed.length > 0) return oldestFirst(keyed);
    }
    const marker =
      key === 'activity'
        ? sessionUrl(features.appUrl, sessionId)
        : markerUrl(features.appUrl, sessionId, key.replace(/^task:/, ''));
    const candidates = new Set<string>();
    for (const link of new Set([...links, ...former] as Ref[])) {
      await deps.crash('settle.links');
      const found = await deps.associations.read(context, typeOf(link), type, [idOf(link)]);
      for (const { toId } of found.get(idOf(link)) ?? []) candidates.add(toId);
    }
    const property = MARKER_PROPERTY[type];
    await deps.crash('settle.marker');
    const records = await deps.objects.read(context, type, [...candidates], [property]);
    return oldestFirst(records.filter(({ properties }) => carries(properties[property], marker, type)));
  };
}

/** An object that is out of reach holds nothing we could find; everything else of the conversation goes on. */
async function unlessRefused(read: () => Promise<CrmRecord[]>): Promise<CrmRecord[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof HubSpotError && error.kind === 'final') return [];
    throw error;
  }
}

/** A meeting's URL equals the marker; in a body it stands as the target of a link. */
function carries(value: string | null | undefined, marker: string, type: ActivityType): boolean {
  return type === 'meetings' ? value === marker : (value ?? '').includes(`"${marker}"`);
}

function oldestFirst(records: readonly CrmRecord[]): CrmRecord[] {
  return records
    .filter(({ archived }) => !archived)
    .sort((left, right) => Number(left.id) - Number(right.id));
}
