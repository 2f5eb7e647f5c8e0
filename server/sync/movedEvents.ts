import { APP_EVENTS } from '../../shared/appEvents.ts';
import { idOf, ref, type Ref } from './ref.ts';

/**
 * Ids of events that were delivered, with those they would have on the records they are on now: HubSpot moves
 * the events of a merged record along, and an event's id names its record, so without this the survivor would
 * get each one a second time. What was sent stays in the list. Pure.
 * @param nowAt where a record is found now.
 */
export function movedEvents(events: readonly string[], nowAt: (record: Ref) => Ref): string[] {
  const moved = events.flatMap((id) => {
    const type = APP_EVENTS.find(({ uid }) => id.includes(`:${uid}:`));
    if (!type) return [];
    const [start = '', rest = ''] = id.split(`:${type.uid}:`);
    const [objectId = '', ...n] = rest.split(':');
    const now = idOf(nowAt(ref(type.object, objectId)));
    return now === objectId ? [] : [[`${start}:${type.uid}:${now}`, ...n].join(':')];
  });
  return [...new Set([...events, ...moved])];
}
