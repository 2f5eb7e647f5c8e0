import type { PropertyDefinition } from '../../shared/propertyDefinition.ts';
import type { HubSpotCall } from '../hubspot/call.types.ts';
import { HubSpotError } from '../hubspot/errors.ts';
import { mayDefineOnCompanies, OWN_PROPERTIES } from './ownProperties.ts';
import { ensureGroup } from './propertyGroup.ts';
import { existingProperties, type Limitation } from './provisionTypes.ts';

/**
 * Our group and properties on contacts and deals, and on companies where the portal allows it (hubspot-api.md §4.1). What is there already is left
 * alone, so a second run sends one read per object type and writes nothing.
 */
export async function provisionProperties(
  call: HubSpotCall,
  portalId: string,
  scopes: readonly string[],
): Promise<Limitation[]> {
  const mayBe = OWN_PROPERTIES.filter(
    ({ type }) => type !== 'companies' || mayDefineOnCompanies({ scopes: [...scopes] }),
  );
  const perType = await Promise.all(
    mayBe.map(({ type, properties }) => ensureOurs(call, portalId, type, properties)),
  );
  return perType.flat();
}

/** Where HubSpot lets us make none, what is there can be written all the same; what is missing has its reason. */
async function ensureOurs(
  call: HubSpotCall,
  portalId: string,
  type: string,
  wanted: readonly PropertyDefinition[],
): Promise<Limitation[]> {
  try {
    return await ensureProperties(call, portalId, type, wanted);
  } catch (error) {
    if (!(error instanceof HubSpotError) || error.kind !== 'final') throw error;
    const reason = `${error.message} ${error.action}`;
    const found = await existingProperties(call, portalId, type);
    return differences(type, wanted, found, reason);
  }
}

/** Makes what is missing, in our group. @returns what is still missing, or there in another type. */
export async function ensureProperties(
  call: HubSpotCall,
  portalId: string,
  type: string,
  wanted: readonly PropertyDefinition[],
): Promise<Limitation[]> {
  const before = await existingProperties(call, portalId, type);
  const missing = wanted.filter(({ name }) => !before.has(name));
  if (missing.length === 0) return differences(type, wanted, before);
  await createAll(call, portalId, type, missing, await ensureGroup(call, portalId, type));
  // HubSpot is asked again rather than believed: a 207 names some failures and a 409 may be another's property.
  return differences(type, wanted, await existingProperties(call, portalId, type));
}

async function createAll(
  call: HubSpotCall,
  portalId: string,
  type: string,
  definitions: readonly PropertyDefinition[],
  groupName: string,
): Promise<void> {
  const inputs = definitions.map((definition) => ({ ...propertyInput(definition), groupName }));
  try {
    await call(portalId, {
      endpoint: 'properties.createBatch',
      path: { type },
      body: { inputs },
      lane: 'people',
    });
  } catch (error) {
    if (!(error instanceof HubSpotError) || error.kind !== 'final' || error.httpStatus === 403) throw error;
    // One bad input refuses the whole batch: alone, only the culprit is refused.
    await Promise.allSettled(
      inputs.map((body) =>
        call(portalId, { endpoint: 'properties.create', path: { type }, body, lane: 'people' }),
      ),
    );
  }
}

/** The body HubSpot’s schema wants for one property, less its group; options need all four members (hubspot-api.md §13). */
export function propertyInput(definition: PropertyDefinition) {
  const { options, ...rest } = definition;
  return {
    ...rest,
    ...(options
      ? { options: options.map((option, displayOrder) => ({ ...option, displayOrder, hidden: false })) }
      : {}),
  };
}

function differences(
  type: string,
  wanted: readonly PropertyDefinition[],
  found: ReadonlyMap<string, string>,
  refusal = '',
): Limitation[] {
  return wanted.flatMap(({ name, label, type: wantedType }) => {
    const foundType = found.get(name);
    if (foundType === wantedType) return [];
    const reason =
      foundType === undefined
        ? `HubSpot did not let us create the property "${label}" (${name}) on ${type}. ${refusal}`.trim()
        : `Your HubSpot already has a property ${name} on ${type} of type ${foundType}; liveprompt needs ${wantedType}.`;
    return [{ feature: `property:${type}.${name}`, reason }];
  });
}
