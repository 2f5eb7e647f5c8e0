import { conversionProblem } from '../../shared/mappingProblems.ts';
import { MAPPABLE_OBJECTS, type HubSpotOptions, type WritableProperty } from '../../shared/options.ts';
import { SESSION_FIELDS, type SessionField } from '../../shared/sessionFields.ts';
import type { PropertyChoice, SettingsChoices, SettingsForm } from '../../shared/settingsForm.ts';
import { OPTIONAL_SCOPES } from '../../shared/scopes.ts';
import { SETTINGS_TEXTS } from '../../shared/settingsTexts.ts';
import { SETTINGS_WORDS } from '../../shared/settingsWords.ts';
import { SCOPE_FEATURES } from './scopeFeatures.ts';

export const SETTINGS_FORM: SettingsForm = {
  texts: SETTINGS_TEXTS,
  words: SETTINGS_WORDS,
  scopes: SCOPE_FEATURES,
  optionalScopes: [...OPTIONAL_SCOPES],
};

/** What the pickers offer: every property that a mapping may write, and which fields fit into it. */
export function choicesOf({ pipelines, properties, limitations }: HubSpotOptions): SettingsChoices {
  return {
    pipelines,
    fields: SESSION_FIELDS.map(({ path, label }) => ({ path, label })),
    properties: Object.fromEntries(
      MAPPABLE_OBJECTS.map((object) => [object, mappable(properties[object])]),
    ) as SettingsChoices['properties'],
    limitations,
  };
}

const FIELDS: readonly SessionField[] = SESSION_FIELDS;

function mappable(properties: readonly WritableProperty[]): PropertyChoice[] {
  return properties
    .map((property) => {
      const fits = FIELDS.flatMap((field, index) => (conversionProblem(field, property) ? [] : [index]));
      return {
        name: property.name,
        label: property.label,
        fits: fits.length === FIELDS.length ? null : fits,
      };
    })
    .filter(({ fits }) => fits === null || fits.length > 0);
}
