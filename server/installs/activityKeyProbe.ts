import { z } from 'zod';
import { ACTIVITY_KEY_PROPERTY } from '../../shared/properties.ts';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { ActivityKeyMode } from './install.ts';
import { ensureGroup } from './propertyGroup.ts';
import { propertyInput } from './provisionProperties.ts';
import { isConflict, type Limitation } from './provisionTypes.ts';

const ACTIVITIES = ['meetings', 'calls', 'tasks', 'notes'] as const;

const keyList = z.object({
  results: z.array(z.object({ name: z.string(), type: z.string(), hasUniqueValue: z.boolean().optional() })),
});

/**
 * Does this portal let us keep a unique key on activities? Nobody outside HubSpot knows in advance
 * (hubspot-api.md §2.7), so we try. Only all four make the mode `unique`: a portal with two ways of
 * settling an unknown outcome would be two portals to test.
 */
export async function probeActivityKey(
  call: HubSpotCall,
  portalId: string,
): Promise<{ mode: ActivityKeyMode; limitations: Limitation[] }> {
  // One after the other: the first refusal settles it, and an install should not open with four 403s.
  for (const type of ACTIVITIES) {
    const refusal = await createKey(call, portalId, type);
    if (refusal !== null) {
      return { mode: 'marker', limitations: [{ feature: 'activity_key', reason: refusal }] };
    }
  }
  return { mode: 'unique', limitations: [] };
}

/** null when the key property stands as we need it, else why it does not. */
async function createKey(call: HubSpotCall, portalId: string, type: string): Promise<string | null> {
  try {
    const groupName = await ensureGroup(call, portalId, type);
    const body = { ...propertyInput(ACTIVITY_KEY_PROPERTY), groupName, hasUniqueValue: true };
    await call(portalId, { endpoint: 'properties.create', path: { type }, body, lane: 'people' });
    return null;
  } catch (error) {
    if (isConflict(error)) return existingKey(call, portalId, type);
    if (error instanceof HubSpotError && error.kind === 'final') {
      return `HubSpot does not allow a unique key on ${type} here (${error.code}); activities are recognised by their link instead.`;
    }
    throw error;
  }
}

/** Uniqueness cannot be added later (hubspot-api.md §2.7): a property of that name without it is no key. */
async function existingKey(call: HubSpotCall, portalId: string, type: string): Promise<string | null> {
  const reply = await call<unknown>(portalId, {
    endpoint: 'properties.list',
    path: { type },
    lane: 'people',
  });
  const found = keyList.parse(reply.body).results.find(({ name }) => name === ACTIVITY_KEY_PROPERTY.name);
  if (found?.type === ACTIVITY_KEY_PROPERTY.type && found.hasUniqueValue === true) return null;
  return `Your HubSpot already has a property ${ACTIVITY_KEY_PROPERTY.name} on ${type} that is not unique; activities are recognised by their link instead.`;
}
