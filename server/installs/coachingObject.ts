import {
  COACHING_LINKS,
  COACHING_PROPERTIES,
  COACHING_SESSIONS,
  type CoachingLink,
} from '../../shared/coachingSessions.ts';
import type { CustomObject } from '../hubspot/customObjects.ts';
import type { CoachingObject, CoachingState } from './coachingState.ts';
import { propertyInput } from './provisionProperties.ts';

const OWNER = 'hubspot_owner_id';
const LINKS = Object.entries(COACHING_LINKS) as [CoachingLink, string][];
const LABEL = `"${COACHING_SESSIONS.labels.plural}" (${COACHING_SESSIONS.name})`;

/** Whether an object of that name can hold our records, and which parts of ours it has. Pure. */
export function judgeObject(found: CustomObject): { object: CoachingObject } | { problem: string } {
  const key = found.properties.get(COACHING_SESSIONS.key);
  if (!key?.isUnique) {
    const what = key
      ? `its property ${COACHING_SESSIONS.key} allows a value twice`
      : `it has no property ${COACHING_SESSIONS.key}`;
    return {
      problem: `Your HubSpot has a custom object ${LABEL} that liveprompt did not make: ${what}, so nothing could keep each conversation to one record. Give it a property ${COACHING_SESSIONS.key} with unique values, or rename your object and switch this on again.`,
    };
  }
  const ours = new Set(COACHING_PROPERTIES.map(({ name }) => name));
  const foreign = found.requiredProperties.filter((name) => !ours.has(name));
  if (foreign.length > 0)
    return {
      problem: `Your custom object ${LABEL} demands ${foreign.join(', ')} on new records, which liveprompt cannot know. Make it optional in HubSpot, then switch this on again.`,
    };
  return {
    object: {
      objectTypeId: found.objectTypeId,
      properties: [
        ...COACHING_PROPERTIES.filter(({ name, type }) => found.properties.get(name)?.type === type).map(
          ({ name }) => name,
        ),
        ...(found.properties.has(OWNER) ? [OWNER] : []),
      ],
      links: LINKS.flatMap(([type, id]) => (found.linkable.has(id) ? [type] : [])),
    },
  };
}

/** What an object of ours lacks and could be given. Pure. */
export function lacking(found: CustomObject) {
  return {
    properties: COACHING_PROPERTIES.filter(({ name }) => !found.properties.has(name)),
    links: LINKS.flatMap(([, id]) => (found.linkable.has(id) ? [] : [id])),
  };
}

/** The schema as we create it (hubspot-api.md §5). */
export function schemaInput() {
  const { name, labels, description, key, title } = COACHING_SESSIONS;
  return {
    name,
    labels,
    description,
    primaryDisplayProperty: title,
    secondaryDisplayProperties: ['started_at', 'score'],
    requiredProperties: [key],
    searchableProperties: [title],
    // Without a group: they go into the object's own, which HubSpot makes with it.
    properties: COACHING_PROPERTIES.map(propertyInput),
    associatedObjects: LINKS.map(([, id]) => id),
    allowsSensitiveProperties: false,
  };
}

/** As a limitation of the portal, for the pages that list them. Pure. */
export function coachingLimitations(
  coaching: CoachingState | undefined,
): { feature: string; reason: string }[] {
  const reason = coaching?.problem;
  return reason ? [{ feature: COACHING_SESSIONS.labels.plural, reason }] : [];
}

const RECORD_SCOPES = ['crm.objects.custom.read', 'crm.objects.custom.write'];
const DEFINE_SCOPE = 'crm.schemas.custom.write';

/** Why records cannot be written for want of a permission; null when they can be. Pure. */
export function scopeProblem(scopes: readonly string[]): string | null {
  const missing = RECORD_SCOPES.filter((scope) => !scopes.includes(scope));
  return missing.length > 0 ? lacks(missing) : null;
}

/** Whether an object may be made or completed. Pure. */
export function mayDefine(scopes: readonly string[]): boolean {
  return scopes.includes(DEFINE_SCOPE);
}

export function cannotDefine(): string {
  return lacks([DEFINE_SCOPE]);
}

function lacks(scopes: readonly string[]): string {
  return `HubSpot did not grant ${scopes.join(', ')}: custom objects come with HubSpot’s Enterprise edition. Where you have it, connect HubSpot again and allow it.`;
}

export const NO_ROOM =
  'Your HubSpot has as many custom objects as it may have. Delete one that you do not need, or ask HubSpot for more, then switch this on again.';

export const DELETED = `The custom object ${LABEL} was deleted in HubSpot, so it is not made again by itself. To have it made anew, switch this off, save, and switch it on again.`;
