import { z } from 'zod';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import type { InstallDocument } from './install.ts';

export type Limitation = InstallDocument['limitations'][number];

const propertyList = z.object({ results: z.array(z.object({ name: z.string(), type: z.string() })) });

/** Name → type of every property of an object type. */
export async function existingProperties(
  call: HubSpotCall,
  portalId: string,
  type: string,
): Promise<ReadonlyMap<string, string>> {
  const reply = await call<unknown>(portalId, {
    endpoint: 'properties.list',
    path: { type },
    lane: 'people',
  });
  const { results } = propertyList.parse(reply.body);
  return new Map(results.map((property) => [property.name, property.type]));
}

/** "Exists" is 409 `OBJECT_ALREADY_EXISTS` (hubspot-api.md §4.1). */
export function isConflict(error: unknown): boolean {
  return error instanceof HubSpotError && error.httpStatus === 409;
}
