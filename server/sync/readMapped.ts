import type { WritableProperty } from '../../shared/options.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Directory } from '../hubspot/directory.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { CallContext, CrmRecord, Objects, ObjectType } from '../hubspot/objects.ts';
import type { Proposals } from '../proposals/proposalStore.ts';
import { live } from './liveRecords.ts';
import type { Switches } from './switchedOff.ts';
import { KIND_OF, mappedProperties, type MappedType } from './planMapping.ts';
import type { PlannedSession } from './plan.types.ts';
import { idOf, typeOf, type Ref } from './ref.ts';
import type { Snapshot } from './snapshot.types.ts';

const TYPES = Object.keys(KIND_OF) as MappedType[];

/** What mapped properties and proposals need of a portal. Without mappings it costs HubSpot no call. */
export function createMappedReader(deps: { objects: Objects; directory: Directory; proposals: Proposals }) {
  return {
    /** Definitions of the object types that are mapped; read once an hour. */
    async properties(
      context: CallContext,
      settings: Settings,
      withTickets: boolean,
      readPart: Switches['read'],
    ): Promise<Snapshot['properties']> {
      const types = TYPES.filter(
        (type) => (type !== 'tickets' || withTickets) && mappedProperties(settings, KIND_OF[type]).length > 0,
      );
      const found = await Promise.all(
        types.map(async (type): Promise<[ObjectType, ReadonlyMap<string, WritableProperty>]> => [
          type,
          // Who may read records may read their definitions (hubspot-api.md §4.1).
          await readPart(type, NO_PROPERTIES, () => deps.directory.properties(context, type)).catch(none),
        ]),
      );
      return new Map(found);
    },

    /** Meetings made earlier, to see what people changed on them. */
    meetings(context: CallContext, sessions: readonly PlannedSession[], settings: Settings) {
      const ids = sessions.flatMap(({ objects }) =>
        objects.flatMap(({ type, id, state }) => (type === 'meetings' && id && state === 'live' ? [id] : [])),
      );
      return read(context, 'meetings', ids, settings);
    },

    proposals(portalId: string, sessions: readonly PlannedSession[], records: readonly Ref[]) {
      return deps.proposals.known(
        portalId,
        sessions.map(({ sessionId }) => sessionId),
        records.flatMap((one) => {
          const type = typeOf(one);
          return type in KIND_OF ? [{ objectType: KIND_OF[type as MappedType], objectId: idOf(one) }] : [];
        }),
      );
    },
  };

  async function read(
    context: CallContext,
    type: MappedType,
    ids: readonly string[],
    settings: Settings,
  ): Promise<ReadonlyMap<string, CrmRecord>> {
    const properties = mappedProperties(settings, KIND_OF[type]);
    if (properties.length === 0 || ids.length === 0) return new Map();
    return live(await deps.objects.read(context, type, ids, properties));
  }
}

const NO_PROPERTIES: ReadonlyMap<string, WritableProperty> = new Map();

/** HubSpot does not answer with them: the mappings say so one by one, and the conversation is synced all the same. */
function none(error: unknown): ReadonlyMap<string, WritableProperty> {
  if (error instanceof HubSpotError && error.kind === 'final') return NO_PROPERTIES;
  throw error;
}
