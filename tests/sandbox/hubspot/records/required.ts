import { Refusal } from '../http.ts';
import { ACTIVITY_TYPES, isCustom, type ObjectType } from '../objects.types.ts';
import type { WriteContext } from './context.ts';

const REQUIRED: Partial<Record<ObjectType, readonly string[]>> = {
  deals: ['dealname', 'dealstage', 'pipeline'],
  tickets: ['subject', 'hs_pipeline_stage'],
};

/** hubspot-api.md §9: category VALIDATION_ERROR, code MISSING_REQUIRED_PROPERTY, names in the context. */
function missing(names: readonly string[], violation: string | undefined): Refusal {
  return new Refusal(
    400,
    {
      message: `Some required properties were not set: [${names.join(', ')}].`,
      category: 'VALIDATION_ERROR',
      errors: [
        {
          message: `Required properties missing: ${names.join(', ')}`,
          code: 'MISSING_REQUIRED_PROPERTY',
          context: { propertyName: [...names] },
        },
      ],
      context: { propertyName: [...names] },
    },
    violation === undefined ? {} : { violation },
  );
}

/**
 * What a create must carry (hubspot-api.md §2.4–2.6), then what this portal's people demand of new
 * records, which 2026-09 enforces and 2026-03 does not (§0.3).
 */
export function checkRequired(
  context: WriteContext,
  type: ObjectType,
  properties: Record<string, string>,
): Record<string, string> {
  const filled = { ...properties };
  if (type === 'meetings' && !filled['hs_timestamp'] && filled['hs_meeting_start_time']) {
    filled['hs_timestamp'] = filled['hs_meeting_start_time'];
  }
  const names = [
    ...(REQUIRED[type] ?? []),
    ...(ACTIVITY_TYPES.has(type) ? ['hs_timestamp'] : []),
    ...(isCustom(type) ? (context.portal.schemas.get(type)?.requiredProperties ?? []) : []),
  ];
  const absent = names.filter((name) => !filled[name]);
  if (absent.length > 0) throw missing(absent, `required on create: ${absent.join(', ')}`);
  if (type === 'companies' && !filled['name'] && !filled['domain']) {
    throw missing(['name', 'domain'], 'a company needs a name or a domain');
  }
  if (context.author === 'app' && context.apiVersion !== '2026-03') {
    const demanded = (context.portal.seed.requiredOnCreate?.[type] ?? []).filter((name) => !filled[name]);
    // A rule of the customer's own: the product cannot know it, so it is no violation.
    if (demanded.length > 0) throw missing(demanded, undefined);
  }
  return filled;
}
