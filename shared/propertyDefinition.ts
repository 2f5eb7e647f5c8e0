/** A property as HubSpot is asked to make it (hubspot-api.md §4.1). */
export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: 'string' | 'number' | 'datetime' | 'enumeration';
  readonly fieldType: 'text' | 'textarea' | 'number' | 'date' | 'select';
  readonly options?: readonly { readonly label: string; readonly value: string }[];
}
