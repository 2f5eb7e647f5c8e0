import { CUSTOM_PLACES, type ObjectType } from '../objects.types.ts';

/**
 * Association type ids (hubspot-api.md §3.2, HubSpot's own client
 * `AssociationTypes`). Each row: from, to, id, id of the opposite direction.
 */
type Row = readonly [from: ObjectType, to: ObjectType, id: number, inverse: number];

const DEFAULT_ROWS: readonly Row[] = [
  ['contacts', 'contacts', 449, 449],
  ['companies', 'companies', 450, 450],
  ['deals', 'deals', 451, 451],
  ['tickets', 'tickets', 452, 452],
  ['contacts', 'companies', 279, 280],
  ['contacts', 'deals', 4, 3],
  ['contacts', 'tickets', 15, 16],
  ['companies', 'deals', 342, 341],
  ['companies', 'tickets', 340, 339],
  ['deals', 'tickets', 27, 28],
  ['meetings', 'contacts', 200, 199],
  ['meetings', 'companies', 188, 187],
  ['meetings', 'deals', 212, 211],
  ['meetings', 'tickets', 226, 225],
  ['meetings', 'calls', 400, 399],
  ['calls', 'contacts', 194, 193],
  ['calls', 'companies', 182, 181],
  ['calls', 'deals', 206, 205],
  ['calls', 'tickets', 220, 219],
  ['tasks', 'contacts', 204, 203],
  ['tasks', 'companies', 192, 191],
  ['tasks', 'deals', 216, 215],
  ['tasks', 'tickets', 230, 229],
  ['notes', 'contacts', 202, 201],
  ['notes', 'companies', 190, 189],
  ['notes', 'deals', 214, 213],
  ['notes', 'tickets', 228, 227],
  ['communications', 'contacts', 81, 82],
  ['communications', 'companies', 87, 88],
  ['communications', 'deals', 85, 86],
  ['communications', 'tickets', 83, 84],
];

const CUSTOM_FIRST = 5_001;
const CUSTOM_TARGETS = [
  'contacts',
  'companies',
  'deals',
  'tickets',
  'meetings',
  'calls',
  'tasks',
  'notes',
  'communications',
] as const;

/** Of the customer's own objects; which of these pairs a portal has, its schemas say (`checkPairOf`). */
const CUSTOM_ROWS: readonly Row[] = CUSTOM_PLACES.flatMap((from, place) =>
  CUSTOM_TARGETS.map((to, index): Row => {
    const id = CUSTOM_FIRST + 2 * (place * CUSTOM_TARGETS.length + index);
    return [from, to, id, id + 1];
  }),
);

/** HubSpot's own types are `HUBSPOT_DEFINED`; those that came with a schema of the customer's are not. */
export const categoryOf = (id: number): 'HUBSPOT_DEFINED' | 'USER_DEFINED' =>
  id < CUSTOM_FIRST ? 'HUBSPOT_DEFINED' : 'USER_DEFINED';

const PRIMARY_ROWS: readonly Row[] = [
  ['contacts', 'companies', 1, 2],
  ['deals', 'companies', 5, 6],
  ['tickets', 'companies', 26, 25],
];

const HIERARCHY_ROWS: readonly Row[] = [['companies', 'companies', 13, 14]];

export interface AssociationType {
  id: number;
  inverse: number;
  from: ObjectType;
  to: ObjectType;
  label: string | null;
}

const both = ([from, to, id, inverse]: Row, label: string | null): AssociationType[] => [
  { from, to, id, inverse, label },
  ...(id === inverse ? [] : [{ from: to, to: from, id: inverse, inverse: id, label }]),
];

const DEFAULTS = [...DEFAULT_ROWS, ...CUSTOM_ROWS].flatMap((row) => both(row, null));
const ALL: readonly AssociationType[] = [
  ...PRIMARY_ROWS.flatMap((row) => both(row, 'Primary')),
  ...DEFAULTS,
  ...HIERARCHY_ROWS.flatMap((row) => both(row, 'Parent/child')),
];
const BY_ID = new Map(ALL.map((type) => [type.id, type]));

export const associationType = (id: number): AssociationType | undefined => BY_ID.get(id);

export const typesBetween = (from: ObjectType, to: ObjectType): AssociationType[] =>
  ALL.filter((type) => type.from === from && type.to === to);

/** The unlabelled type of a pair; undefined when the two objects cannot be linked. */
export const defaultType = (from: ObjectType, to: ObjectType): AssociationType | undefined =>
  DEFAULTS.find((type) => type.from === from && type.to === to);

/** The primary-company type that starts at `from`; undefined for pairs without one. */
export const primaryType = (from: ObjectType, to: ObjectType): AssociationType | undefined =>
  ALL.find((type) => type.label === 'Primary' && type.from === from && type.to === to);
