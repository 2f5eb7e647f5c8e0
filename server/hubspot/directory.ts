import type { WritableProperty } from '../../shared/options.ts';
import type { Clock } from '../clock.ts';
import { cached, type Cached } from './cached.ts';
import type { HubSpotCall } from './call.types.ts';
import { pass, type CallContext, type ObjectType } from './objects.ts';
import { readWritableProperties } from './writableProperties.ts';

/** Slow-moving facts of a portal: who owns, which stages and properties there are. Cached in process. */
export interface Directory {
  /** HubSpot owner id by lower-case e-mail; archived owners are left out (hubspot-api.md §4.3). */
  owners(context: CallContext): Promise<ReadonlyMap<string, string>>;
  /** Deal stages by id. */
  dealStages(context: CallContext): Promise<ReadonlyMap<string, DealStage>>;
  /** Properties that may be written, by name. */
  properties(context: CallContext, type: ObjectType): Promise<ReadonlyMap<string, WritableProperty>>;
  forget(portalId: string): void;
}

export interface DealStage {
  id: string;
  pipeline: string;
  label: string;
  closed: boolean;
  /** Place in its pipeline, counted from the first stage. */
  order: number;
}

/** Pipelines change now and then, and no webhook tells (hubspot-api.md §4.2); definitions hardly ever. */
const TTL_MS = 600_000;
const PROPERTIES_TTL_MS = 3_600_000;

interface OwnersPage {
  results?: { id: string; email?: string | null; archived?: boolean }[];
  paging?: { next?: { after: string } };
}

interface PipelinesReply {
  results?: {
    id: string;
    stages?: {
      id: string;
      label: string;
      displayOrder?: number;
      metadata?: Record<string, string | undefined>;
    }[];
  }[];
}

export function createDirectory(call: HubSpotCall, clock: Clock): Directory {
  const owners = cached(clock, TTL_MS, readOwners);
  const stages = cached(clock, TTL_MS, readStages);
  const properties = new Map<ObjectType, Cached<ReadonlyMap<string, WritableProperty>>>();
  return {
    owners: owners.get,
    dealStages: stages.get,
    properties(context, type) {
      const known =
        properties.get(type) ??
        cached(clock, PROPERTIES_TTL_MS, (of) => readWritableProperties(call, of, type));
      properties.set(type, known);
      return known.get(context);
    },
    forget(portalId) {
      for (const one of [owners, stages, ...properties.values()]) one.forget(portalId);
    },
  };

  async function readOwners(context: CallContext): Promise<ReadonlyMap<string, string>> {
    const byEmail = new Map<string, string>();
    let after: string | undefined;
    do {
      const { body } = await call<OwnersPage>(context.portalId, {
        endpoint: 'owners.list',
        query: { limit: '100', archived: 'false', ...(after ? { after } : {}) },
        ...pass(context),
      });
      for (const owner of body.results ?? []) {
        if (owner.email && !owner.archived) byEmail.set(owner.email.toLowerCase(), String(owner.id));
      }
      after = body.paging?.next?.after;
    } while (after);
    return byEmail;
  }

  async function readStages(context: CallContext): Promise<ReadonlyMap<string, DealStage>> {
    const { body } = await call<PipelinesReply>(context.portalId, {
      endpoint: 'pipelines.list',
      path: { type: 'deals' },
      ...pass(context),
    });
    const stages = new Map<string, DealStage>();
    for (const pipeline of body.results ?? []) {
      for (const { id, label, metadata, order } of inOrder(pipeline.stages ?? [])) {
        // `isClosed` is not always sent; a probability of 0 or 1 says the same (hubspot-api.md §2.5).
        const probability = Number(metadata?.['probability'] ?? Number.NaN);
        const closed = metadata?.['isClosed'] === 'true' || probability === 0 || probability === 1;
        stages.set(id, { id, pipeline: pipeline.id, label, closed, order });
      }
    }
    return stages;
  }
}

/** As people see them from left to right: by `displayOrder`, else as HubSpot lists them. */
function inOrder<T extends { displayOrder?: number }>(stages: readonly T[]): (T & { order: number })[] {
  return [...stages]
    .sort((left, right) => (left.displayOrder ?? 0) - (right.displayOrder ?? 0))
    .map((stage, order) => ({ ...stage, order }));
}
