/** An Enterprise account may define ten objects of its own (hubspot-api.md §5): each has its place here. */
const CUSTOM_TYPES = {
  custom1: { typeId: '2-1001', singular: 'CUSTOM_OBJECT' },
  custom2: { typeId: '2-1002', singular: 'CUSTOM_OBJECT' },
  custom3: { typeId: '2-1003', singular: 'CUSTOM_OBJECT' },
  custom4: { typeId: '2-1004', singular: 'CUSTOM_OBJECT' },
  custom5: { typeId: '2-1005', singular: 'CUSTOM_OBJECT' },
  custom6: { typeId: '2-1006', singular: 'CUSTOM_OBJECT' },
  custom7: { typeId: '2-1007', singular: 'CUSTOM_OBJECT' },
  custom8: { typeId: '2-1008', singular: 'CUSTOM_OBJECT' },
  custom9: { typeId: '2-1009', singular: 'CUSTOM_OBJECT' },
  custom10: { typeId: '2-1010', singular: 'CUSTOM_OBJECT' },
} as const;

export type CustomType = keyof typeof CUSTOM_TYPES;

export const CUSTOM_PLACES = Object.keys(CUSTOM_TYPES) as readonly CustomType[];

export const isCustom = (type: ObjectType): type is CustomType => type in CUSTOM_TYPES;

/** How a path names an object of the customer's: by type id or by its full name. */
export const isCustomName = (name: string): boolean => /^(2-\d+|p\d+_\w+)$/.test(name);

/** The record kinds the local HubSpot holds, with their type ids (hubspot-api.md §2.1). */
export const OBJECT_TYPES = {
  contacts: { typeId: '0-1', singular: 'CONTACT' },
  companies: { typeId: '0-2', singular: 'COMPANY' },
  deals: { typeId: '0-3', singular: 'DEAL' },
  tickets: { typeId: '0-5', singular: 'TICKET' },
  communications: { typeId: '0-18', singular: 'COMMUNICATION' },
  tasks: { typeId: '0-27', singular: 'TASK' },
  notes: { typeId: '0-46', singular: 'NOTE' },
  meetings: { typeId: '0-47', singular: 'MEETING_EVENT' },
  calls: { typeId: '0-48', singular: 'CALL' },
  ...CUSTOM_TYPES,
} as const;

export type ObjectType = keyof typeof OBJECT_TYPES;

const ALIASES = new Map<string, ObjectType>(
  (Object.keys(OBJECT_TYPES) as ObjectType[])
    .filter((type) => !isCustom(type))
    .flatMap((type) => [[type, type] as const, [OBJECT_TYPES[type].typeId, type] as const]),
);

/** The canonical plural name for a name or a type id of HubSpot's own objects; see `typeIn` for a portal's. */
export const objectType = (name: string): ObjectType | undefined => ALIASES.get(name);

export const ACTIVITY_TYPES: ReadonlySet<ObjectType> = new Set([
  'meetings',
  'calls',
  'tasks',
  'notes',
  'communications',
]);

/** Who wrote a value: our app through the API, or a person in HubSpot's own screens. */
export type Author = 'app' | 'person';

/** What search sees of a record lags behind; each write leaves a version until the index has caught up. */
export interface RecordVersion {
  at: number;
  properties: Readonly<Record<string, string>>;
  archived: boolean;
}

export interface HistoryEntry {
  value: string;
  at: number;
  by: Author;
}

export interface StoredRecord {
  readonly id: string;
  readonly type: ObjectType;
  /** Set values only; a cleared property is absent. */
  properties: Record<string, string>;
  readonly createdAt: number;
  updatedAt: number;
  archivedAt: number | undefined;
  /** The id this record was merged into: reads still find it, `batch/update` does not (§2.3). */
  mergedInto: string | undefined;
  readonly createdBy: Author;
  versions: RecordVersion[];
  history: Map<string, HistoryEntry[]>;
}
