import { READY_PROPERTIES, type PropertiesCreated } from '../../shared/readyProperties.ts';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import { ensureProperties } from './provisionProperties.ts';

export type CreateReadyProperties = (
  portalId: string,
  names: readonly string[],
) => Promise<PropertiesCreated['results']>;

/** Names of all properties that can be asked for. */
export const READY_NAMES = READY_PROPERTIES.map(({ definition }) => definition.name);

/**
 * Makes ready-made properties in our group; those that are there already are left alone, so asking twice
 * writes nothing. One of another type under the same name stays the customer's, and the answer says so.
 * Throws what HubSpot says when it allows none of it.
 */
export function createReadyProperties(deps: {
  call: HubSpotCall;
  /** What is cached about the portal is no longer true. */
  forget: (portalId: string) => void;
}): CreateReadyProperties {
  return async (portalId, names) => {
    const wanted = names.flatMap(
      (name) => READY_PROPERTIES.find(({ definition }) => definition.name === name) ?? [],
    );
    const problems = new Map<string, string>();
    try {
      for (const type of ['contacts', 'deals'] as const) {
        const definitions = wanted
          .filter(({ object }) => `${object}s` === type)
          .map(({ definition }) => definition);
        if (definitions.length === 0) continue;
        for (const { feature, reason } of await ensureProperties(deps.call, portalId, type, definitions))
          problems.set(feature, reason);
      }
    } finally {
      deps.forget(portalId);
    }
    return wanted.map(({ object, from, definition: { name, label } }) => {
      const message = problems.get(`property:${object}s.${name}`) ?? null;
      return {
        name,
        label,
        object,
        ready: message === null,
        message,
        mapping: { from, object, property: name, mode: 'write' },
      };
    });
  };
}
