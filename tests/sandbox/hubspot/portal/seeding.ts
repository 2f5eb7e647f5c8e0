import type { PortalSeed, SeedCustomObject, SeedRecord } from '../../sandbox.types.ts';
import { defaultType } from '../associations/types.ts';
import type { ObjectType } from '../objects.types.ts';
import type { Portal } from './portal.ts';
import { checkProperties } from '../records/check.ts';
import { commitCreate, connect } from '../records/commit.ts';
import type { WriteContext } from '../records/context.ts';
import { checkRequired } from '../records/required.ts';
import { defineSchema, type SchemaInput } from '../schemas/define.ts';
import { typeIn, typeNamed } from '../schemas/customTypes.ts';
import { checkUnique } from '../records/uniqueCheck.ts';

const known = (portal: Portal, name: string): ObjectType => {
  const type = typeIn(portal, name) ?? typeNamed(portal, name);
  if (type === undefined) throw new Error(`The local HubSpot has no object called ${name}`);
  return type;
};

/** Links a record the way a person does in HubSpot: with the pair's default type. */
function associate(
  context: WriteContext,
  from: { type: ObjectType; id: string },
  links: SeedRecord['associations'],
): void {
  for (const link of links ?? []) {
    const to = known(context.portal, link.type);
    const type = defaultType(from.type, to);
    if (type === undefined || !context.portal.records[to].has(link.id)) {
      throw new Error(`Cannot link ${from.type}/${from.id} with ${to}/${link.id}`);
    }
    connect(context, from, { type: to, id: link.id }, [type.id]);
  }
}

function create(context: WriteContext, type: ObjectType, seed: SeedRecord): string {
  const checked = checkProperties(context, type, seed.properties, {});
  const properties = checkRequired(context, type, checked.properties);
  checkUnique(context.portal, type, properties, undefined, new Set());
  return commitCreate(context, type, properties, [], seed.id).id;
}

/** A person creates a record; the same rules hold, only HubSpot's own properties may be set. */
export function createByPerson(context: WriteContext, typeName: string, seed: SeedRecord): string {
  const type = known(context.portal, typeName);
  const id = create(context, type, seed);
  associate(context, { type, id }, seed.associations);
  return id;
}

const BORN = Date.parse('2024-01-01T00:00:00.000Z');
const DISPLAY = 'name';

const schemaInput = (object: SeedCustomObject): SchemaInput => ({
  name: object.name,
  labels: { singular: object.singular, plural: object.plural },
  primaryDisplayProperty: DISPLAY,
  secondaryDisplayProperties: [],
  requiredProperties: object.requiredProperties ?? [],
  searchableProperties: [],
  properties: [
    { name: DISPLAY, label: 'Name', type: 'string', fieldType: 'text' },
    ...(object.properties ?? []).map((property) => ({
      ...property,
      fieldType: property.type === 'string' ? 'text' : 'number',
    })),
  ],
  associatedObjects: object.associatedObjects ?? [],
});

/** Fills a fresh portal. Seeded records were there long before, so search sees them at once. */
export function fill(context: WriteContext, seed: PortalSeed): void {
  for (const object of seed.customObjects ?? []) defineSchema(context.portal, schemaInput(object), BORN);
  const old = { ...context, now: context.now - context.searchLagMs };
  const tables = [
    ['companies', seed.companies ?? []],
    ['contacts', seed.contacts ?? []],
    ['deals', seed.deals ?? []],
    ['tickets', seed.tickets ?? []],
  ] as const;
  // All records first: links may point in any direction.
  const created = tables.flatMap(([type, seeds]) =>
    seeds.map((entry) => ({ from: { type, id: create(old, type, entry) }, links: entry.associations })),
  );
  for (const { from, links } of created) associate(old, from, links);
}
