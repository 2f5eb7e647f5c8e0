/** A property of an object in a portal (hubspot-api.md §4.1). */
export interface Definition {
  name: string;
  label: string;
  description: string;
  type: 'bool' | 'date' | 'datetime' | 'enumeration' | 'number' | 'phone_number' | 'string';
  fieldType: string;
  groupName: string;
  options: PropertyOption[];
  hasUniqueValue: boolean;
  hubspotDefined: boolean;
  /** HubSpot computes it; a write answers READ_ONLY_VALUE. */
  readOnly: boolean;
  /** Values come from elsewhere: the owner list or the pipelines. */
  referenced: 'owner' | 'pipeline' | 'stage' | undefined;
  displayOrder: number;
  createdAt: number;
  archivedAt: number | undefined;
}

export interface PropertyOption {
  label: string;
  value: string;
  displayOrder: number;
  hidden: boolean;
}

export type DefinitionInput = Partial<Omit<Definition, 'options' | 'name'>> & {
  name: string;
  options?: readonly (string | { label: string; value: string })[];
};

const DEFAULT_FIELD: Record<Definition['type'], string> = {
  bool: 'booleancheckbox',
  date: 'date',
  datetime: 'date',
  enumeration: 'select',
  number: 'number',
  phone_number: 'phonenumber',
  string: 'text',
};

const words = (name: string): string => {
  const text = name.replace(/^hs_/, '').replaceAll('_', ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
};

export function define(input: DefinitionInput, groupName: string, hubspotDefined: boolean): Definition {
  const type = input.type ?? 'string';
  return {
    label: words(input.name),
    description: '',
    fieldType: DEFAULT_FIELD[type],
    groupName,
    hasUniqueValue: false,
    readOnly: false,
    referenced: undefined,
    displayOrder: -1,
    createdAt: 0,
    archivedAt: undefined,
    ...input,
    type,
    hubspotDefined,
    options: (input.options ?? []).map((option, displayOrder) => ({
      ...(typeof option === 'string' ? { label: words(option), value: option } : option),
      displayOrder,
      hidden: false,
    })),
  };
}

export const text = (...names: string[]): DefinitionInput[] => names.map((name) => ({ name }));
export const readOnly = (type: Definition['type'], ...names: string[]): DefinitionInput[] =>
  names.map((name) => ({ name, type, readOnly: true }));
export const choice = (name: string, options: readonly string[]): DefinitionInput => ({
  name,
  type: 'enumeration',
  options,
});
