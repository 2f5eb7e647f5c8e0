import type { Definition } from '../definitions/definition.ts';
import { invalid, type ErrorDetail, type Refusal } from '../http.ts';
import type { ObjectType } from '../objects.types.ts';
import { checkValue, isBad, type ValueContext } from '../portal/values.ts';
import type { WriteContext } from './context.ts';

export interface Warning {
  category: 'PROPERTY_VALUE_NORMALIZED';
  message: string;
  context: { propertyName: string; rawValue: string; normalizedValue: string };
}

export interface CheckedProperties {
  /** Normalised; an empty string clears. */
  properties: Record<string, string>;
  warnings: Warning[];
}

interface Finding {
  code: string;
  message: string;
  name: string;
}

/** The message of real refusals carries the findings as JSON (hubspot-api.md §9). */
function refuse(findings: readonly Finding[]): Refusal {
  const details: ErrorDetail[] = findings.map(({ code, message, name }) => ({
    message,
    code,
    context: { propertyName: [name] },
  }));
  const list = findings.map(({ code, message, name }) => ({ isValid: false, message, error: code, name }));
  return invalid(`Property values were not valid: ${JSON.stringify(list)}`, {
    errors: details,
    context: { propertyName: findings.map(({ name }) => name) },
  });
}

function valueContext(context: WriteContext, type: ObjectType, pipeline: string | undefined): ValueContext {
  const pipelines = context.portal.pipelines[type] ?? [];
  return {
    acceptsSeconds: context.apiVersion !== '2026-03',
    allowed: (definition: Definition) => {
      switch (definition.referenced) {
        case 'owner':
          return context.portal.owners.map((owner) => owner.id);
        case 'pipeline':
          return pipelines.map((entry) => entry.id);
        case 'stage':
          // A stage must belong to the record's pipeline (§2.5).
          return pipelines
            .filter((entry) => pipeline === undefined || entry.id === pipeline)
            .flatMap((entry) => entry.stages.map((stage) => stage.id));
        case undefined:
          return undefined;
      }
    },
  };
}

const PIPELINE_PROPERTY: Partial<Record<ObjectType, string>> = { deals: 'pipeline', tickets: 'hs_pipeline' };
const STAGE_PROPERTY: Partial<Record<ObjectType, string>> = {
  deals: 'dealstage',
  tickets: 'hs_pipeline_stage',
};

/**
 * Checks and normalises the properties of one write; `current` is what the record holds already.
 * @throws Refusal naming every property HubSpot would refuse.
 */
export function checkProperties(
  context: WriteContext,
  type: ObjectType,
  given: Readonly<Record<string, string>>,
  current: Readonly<Record<string, string>>,
): CheckedProperties {
  const definitions = context.portal.definitions[type];
  const pipelineName = PIPELINE_PROPERTY[type];
  const stageName = STAGE_PROPERTY[type];
  const pipeline = pipelineName === undefined ? undefined : (given[pipelineName] ?? current[pipelineName]);
  const values = valueContext(context, type, pipeline);
  const findings: Finding[] = [];
  const properties: Record<string, string> = {};
  const warnings: Warning[] = [];

  const effective = { ...given };
  // Moving to another pipeline without a stage of that pipeline would leave an impossible pair.
  if (pipelineName && stageName && given[pipelineName] !== undefined && given[stageName] === undefined) {
    const stage = current[stageName];
    if (stage !== undefined) effective[stageName] = stage;
  }

  for (const [name, value] of Object.entries(effective)) {
    const definition = definitions.get(name);
    if (!definition || definition.archivedAt !== undefined) {
      findings.push({ code: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist`, name });
    } else if (definition.readOnly && context.author === 'app') {
      findings.push({
        code: 'READ_ONLY_VALUE',
        message: `"${name}" is a read only property; its value cannot be set.`,
        name,
      });
    } else if (value === '') {
      properties[name] = '';
    } else {
      const checked = checkValue(definition, value, values);
      if (isBad(checked)) {
        findings.push({ ...checked, name });
      } else {
        properties[name] =
          checked.value.startsWith(';') && definition.fieldType === 'checkbox'
            ? appended(current[name], checked.value)
            : checked.value;
        if (checked.normalized) warnings.push(warning(name, value, checked.value));
      }
    }
  }
  if (findings.length > 0) throw refuse(findings);
  return { properties, warnings };
}

/** A leading `;` appends to a multi-select instead of replacing it (§2.1). */
const appended = (current: string | undefined, value: string): string =>
  [...new Set([...(current ?? '').split(';'), ...value.split(';')].filter((part) => part !== ''))].join(';');

const warning = (propertyName: string, rawValue: string, normalizedValue: string): Warning => ({
  category: 'PROPERTY_VALUE_NORMALIZED',
  message: `The value of ${propertyName} was normalized.`,
  context: { propertyName, rawValue, normalizedValue },
});
