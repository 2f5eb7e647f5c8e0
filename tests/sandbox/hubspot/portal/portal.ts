import type { PortalSeed, SandboxEvent } from '../../sandbox.types.ts';
import { createGraph, type Graph } from '../associations/graph.ts';
import { builtInDefinitions, builtInGroup } from '../definitions/catalogue.ts';
import type { Definition } from '../definitions/definition.ts';
import { createUniqueIndex, type UniqueIndex } from '../records/unique.ts';
import {
  OBJECT_TYPES,
  type Author,
  type CustomType,
  type ObjectType,
  type StoredRecord,
} from '../objects.types.ts';
import type { Schema } from '../schemas/schema.types.ts';
import { dealPipeline, defaultDealPipeline, defaultTicketPipeline, type Pipeline } from './pipelines.ts';

export interface PropertyGroup {
  name: string;
  label: string;
  displayOrder: number;
}

export interface Owner {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  userId: number;
}

/** Everything one HubSpot account holds. Portals share nothing: that is what tenancy tests rely on. */
export interface Portal {
  readonly id: string;
  readonly seed: Readonly<PortalSeed>;
  readonly records: Record<ObjectType, Map<string, StoredRecord>>;
  readonly unique: UniqueIndex;
  readonly graph: Graph;
  readonly definitions: Record<ObjectType, Map<string, Definition>>;
  readonly groups: Record<ObjectType, Map<string, PropertyGroup>>;
  /** Objects the customer has defined, by their place. */
  readonly schemas: Map<CustomType, Schema>;
  readonly pipelines: Partial<Record<ObjectType, Pipeline[]>>;
  readonly owners: Owner[];
  readonly events: SandboxEvent[];
  /** Told what happens to records; the app's webhooks listen. */
  tell: (happening: Happening) => void;
  /** Told of every accepted app event; workflows start from them. */
  hear: (event: SandboxEvent) => void;
  nextId(): string;
}

/** What webhooks can tell of a record. */
export type Happening =
  | { what: 'deletion' | 'restore' | 'privacyDeletion'; record: StoredRecord; author: Author; at: number }
  | { what: 'merge'; record: StoredRecord; loser: StoredRecord; author: Author; at: number }
  | { what: 'propertyChange'; record: StoredRecord; name: string; value: string; author: Author; at: number };

const forEachType = <T>(make: (type: ObjectType) => T): Record<ObjectType, T> =>
  Object.fromEntries((Object.keys(OBJECT_TYPES) as ObjectType[]).map((type) => [type, make(type)])) as Record<
    ObjectType,
    T
  >;

/** Ids start at the same number in every portal, so that code which forgets the portal meets a stranger's record. */
const FIRST_ID = 1_001;

export function createPortal(seed: PortalSeed): Portal {
  let last = FIRST_ID - 1;
  const records = forEachType(() => new Map<string, StoredRecord>());
  const taken = (id: string): boolean => Object.values(records).some((table) => table.has(id));
  return {
    id: seed.portalId,
    seed,
    records,
    unique: createUniqueIndex(),
    graph: createGraph(),
    definitions: forEachType((type) => new Map(builtInDefinitions(type).map((entry) => [entry.name, entry]))),
    groups: forEachType((type) => {
      const name = builtInGroup(type);
      return new Map([[name, { name, label: name, displayOrder: 0 }]]);
    }),
    schemas: new Map(),
    pipelines: {
      deals: [defaultDealPipeline(), ...(seed.dealPipelines ?? []).map(dealPipeline)],
      tickets: [defaultTicketPipeline()],
    },
    owners: (seed.owners ?? []).map((owner, index) => ({
      firstName: '',
      lastName: '',
      userId: 7_000 + index,
      ...owner,
    })),
    events: [],
    tell: () => undefined,
    hear: () => undefined,
    nextId: () => {
      do last += 1;
      while (taken(String(last)));
      return String(last);
    },
  };
}
