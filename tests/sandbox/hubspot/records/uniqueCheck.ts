import { invalid, Refusal } from '../http.ts';
import type { ObjectType } from '../objects.types.ts';
import type { Portal } from '../portal/portal.ts';

/** 409 of a contact whose address is taken; a batch without trace ids may leave the id out (§2.3). */
export const contactExists = (existingId: string | undefined): Refusal =>
  new Refusal(409, {
    message: `Contact already exists.${existingId === undefined ? '' : ` Existing ID: ${existingId}`}`,
    category: 'CONFLICT',
    ...(existingId === undefined ? {} : { context: { existingId: [existingId] } }),
  });

/**
 * @param staged values of earlier inputs of the same batch, which count as taken; filled by this call.
 * @throws Refusal 409 for a contact's address, 400 for any other unique property.
 */
export function checkUnique(
  portal: Portal,
  type: ObjectType,
  properties: Readonly<Record<string, string>>,
  self: string | undefined,
  staged: Set<string>,
): void {
  const mine: string[] = [];
  for (const [name, value] of Object.entries(properties)) {
    if (value === '' || !portal.definitions[type].get(name)?.hasUniqueValue) continue;
    const holder = portal.unique.holder(type, name, value);
    const slot = `${name}\n${value.toLowerCase()}`;
    const taken = (holder !== undefined && holder !== self) || staged.has(slot);
    if (taken && type === 'contacts' && name === 'email') throw contactExists(holder);
    if (taken) {
      throw invalid(
        `Cannot set PropertyValueCoordinates{propertyName=${name}, value=${value}} on ${self ?? 'a new object'}. ${holder ?? 'Another input'} already has that value.`,
        { errors: [{ message: `${name} already has that value`, code: 'UNIQUE_VALUE_CONFLICT' }] },
        `unique value of ${name} is taken`,
      );
    }
    mine.push(slot);
  }
  for (const slot of mine) staged.add(slot);
}
