import {
  MAPPABLE_OBJECTS,
  type HubSpotOptions,
  type MappableObject,
  type WritableProperty,
} from '../../shared/options.ts';
import { reservedProblem } from '../../shared/mappingProblems.ts';
import type { Directory } from '../hubspot/directory.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { CallContext, ObjectType } from '../hubspot/objects.ts';
import { coachingLimitations } from '../installs/coachingObject.ts';
import type { InstallDocument } from '../installs/install.ts';
import { connected } from './connected.ts';

export interface ReadOptionsDeps {
  directory: Directory;
  installOf: (orgId: string) => Promise<InstallDocument | null>;
}

/** What the settings page offers. `fresh` asks HubSpot instead of what was read in the last minutes. */
export type ReadOptions = (orgId: string, fresh: boolean) => Promise<HubSpotOptions>;

export const TYPE_OF: Readonly<Record<MappableObject, ObjectType>> = {
  contact: 'contacts',
  company: 'companies',
  deal: 'deals',
  meeting: 'meetings',
  ticket: 'tickets',
};

/**
 * Everything there is to choose from, in one round of parallel calls on the lane of people (a second one
 * only for more than 500 owners). A part HubSpot does not let us read is a limitation, never an error.
 * @throws AppError 409 when no portal is connected or it has to be reconnected
 */
export function createReadOptions({ directory, installOf }: ReadOptionsDeps): ReadOptions {
  return async (orgId, fresh) => {
    const install = connected(await installOf(orgId));
    const context: CallContext = { portalId: install._id, lane: 'people' };
    if (fresh) directory.forget(install._id);
    const limitations: HubSpotOptions['limitations'] = [];

    const [pipelines, people, customObjects, ...properties] = await Promise.all([
      allowed('Deal pipelines', [], () => directory.pipelines(context)),
      allowed('Owners', [], () => directory.people(context)),
      granted('Custom objects', 'crm.schemas.custom.read', [], () => directory.customObjects(context)),
      ...MAPPABLE_OBJECTS.map((object) =>
        object === 'ticket'
          ? granted('Tickets', 'tickets', NONE, () => directory.properties(context, TYPE_OF[object]))
          : allowed(`Properties of a ${object}`, NONE, () => directory.properties(context, TYPE_OF[object])),
      ),
    ]);
    return {
      pipelines: [...pipelines],
      owners: [...people],
      properties: Object.fromEntries(
        MAPPABLE_OBJECTS.map((object, index) => [object, offered(object, properties[index] ?? NONE)]),
      ) as HubSpotOptions['properties'],
      customObjects,
      limitations: [...install.limitations, ...coachingLimitations(install.coaching), ...limitations],
    };

    /** A scope that was not granted is not tried: HubSpot counts refusals against the app (hubspot-api.md §8.1). */
    async function granted<T>(feature: string, scope: string, none: T, read: () => Promise<T>): Promise<T> {
      if (install.scopes.includes(scope)) return allowed(feature, none, read);
      limitations.push({
        feature,
        reason: `HubSpot did not grant the permission ${scope}. Connect HubSpot again and allow it, if your HubSpot edition offers it.`,
      });
      return none;
    }

    async function allowed<T>(feature: string, none: T, read: () => Promise<T>): Promise<T> {
      try {
        return await read();
      } catch (error) {
        if (!(error instanceof HubSpotError) || error.code !== 'hubspot_missing_scope') throw error;
        limitations.push({ feature, reason: `${error.message} ${error.action}` });
        return none;
      }
    }
  };
}

const NONE: ReadonlyMap<string, WritableProperty> = new Map();

/** What a mapping may write; one that liveprompt fills by a rule of its own could be chosen, but never saved. */
function offered(
  object: MappableObject,
  properties: ReadonlyMap<string, WritableProperty>,
): WritableProperty[] {
  const free = [...properties.values()].filter(({ name }) => reservedProblem(object, name) === null);
  return free.sort((left, right) => left.label.localeCompare(right.label, 'en'));
}
