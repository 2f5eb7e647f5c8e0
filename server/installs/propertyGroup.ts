import { z } from 'zod';
import { PROPERTY_GROUP } from '../../shared/properties.ts';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import { isConflict } from './provisionTypes.ts';

const groupList = z.object({ results: z.array(z.object({ name: z.string() })) });

/** Ours, and the one we take where HubSpot keeps that name for a group that was deleted. */
const NAMES = [PROPERTY_GROUP.name, `${PROPERTY_GROUP.name}_2`];
/** Who made a group at the same moment as we may have taken it back, or HubSpot may have been hasty. */
const TRIES = 2;

/**
 * Makes our group where there is none. "Exists" is looked at rather than believed: properties in a group that is
 * not there are refused, all of them (hubspot-api.md §4.1). @returns the name of a group that is there.
 */
export async function ensureGroup(call: HubSpotCall, portalId: string, type: string): Promise<string> {
  let refusal: unknown;
  for (const name of NAMES) {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      try {
        await call(portalId, {
          endpoint: 'properties.createGroup',
          path: { type },
          body: { ...PROPERTY_GROUP, name },
          lane: 'people',
        });
        return name;
      } catch (error) {
        if (!isConflict(error)) throw error;
        refusal = error;
      }
      if ((await groups(call, portalId, type)).includes(name)) return name;
    }
  }
  throw refusal;
}

async function groups(call: HubSpotCall, portalId: string, type: string): Promise<string[]> {
  const reply = await call<unknown>(portalId, {
    endpoint: 'properties.groups',
    path: { type },
    lane: 'people',
  });
  return groupList.parse(reply.body).results.map(({ name }) => name);
}
