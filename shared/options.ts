/** What a settings page offers to choose from (`GET …/options`), read live from the portal. */
export interface HubSpotOptions {
  pipelines: DealPipeline[];
  owners: { id: string; email: string; name: string }[];
  /** Writable properties per object: never calculated or read-only ones. */
  properties: Record<MappableObject, WritableProperty[]>;
  customObjects: { name: string; label: string; objectTypeId: string }[];
  /** What could not be read and why, so that a page says more than "empty". */
  limitations: { feature: string; reason: string }[];
}

export const MAPPABLE_OBJECTS = ['contact', 'company', 'deal', 'meeting', 'ticket'] as const;
export type MappableObject = (typeof MAPPABLE_OBJECTS)[number];

export interface DealPipeline {
  id: string;
  label: string;
  /** In the order of the pipeline. */
  stages: { id: string; label: string; closed: boolean }[];
}

export interface WritableProperty {
  name: string;
  label: string;
  type: 'bool' | 'date' | 'datetime' | 'enumeration' | 'number' | 'phone_number' | 'string';
  fieldType: string;
  /** Of enumerations; the value is what HubSpot stores. */
  options: { value: string; label: string }[];
  /** Made by us, in our own group. */
  ours: boolean;
}
