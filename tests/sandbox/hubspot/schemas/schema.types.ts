import type { CustomType, ObjectType } from '../objects.types.ts';

/** An object the customer has defined, beside its properties (hubspot-api.md §5). */
export interface Schema {
  readonly type: CustomType;
  readonly name: string;
  labels: { singular?: string; plural?: string };
  description: string | undefined;
  primaryDisplayProperty: string | undefined;
  secondaryDisplayProperties: string[];
  requiredProperties: string[];
  searchableProperties: string[];
  /** HubSpot's own objects its records can be linked with. */
  associated: Set<ObjectType>;
  createdAt: number;
  updatedAt: number;
  /** Deleted, and its name not free before it is deleted for good. */
  archivedAt: number | undefined;
}
