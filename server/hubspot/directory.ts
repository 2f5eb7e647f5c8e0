import type { DealPipeline, HubSpotOptions, WritableProperty } from '../../shared/options.ts';
import type { Clock } from '../clock.ts';
import { cached, type Cached } from './cached.ts';
import type { HubSpotCall } from './call.types.ts';
import { readCustomObjects } from './customObjects.ts';
import type { CallContext, ObjectType } from './objects.ts';
import { readOwners, type Owner } from './owners.ts';
import { readPipelines, type PipelineStage } from './pipelines.ts';
import { readWritableProperties } from './writableProperties.ts';

/** Slow-moving facts of a portal: who owns, which stages and properties there are. Cached in process. */
export interface Directory {
  /** HubSpot owner id by lower-case e-mail. */
  owners(context: CallContext): Promise<ReadonlyMap<string, string>>;
  people(context: CallContext): Promise<readonly Owner[]>;
  /** Deal stages by id. */
  dealStages(context: CallContext): Promise<ReadonlyMap<string, DealStage>>;
  /** Ticket stages by id; reading them needs the scope for tickets. */
  ticketStages(context: CallContext): Promise<ReadonlyMap<string, PipelineStage>>;
  pipelines(context: CallContext): Promise<readonly DealPipeline[]>;
  /** Properties that may be written, by name. */
  properties(context: CallContext, type: ObjectType): Promise<ReadonlyMap<string, WritableProperty>>;
  customObjects(context: CallContext): Promise<HubSpotOptions['customObjects']>;
  forget(portalId: string): void;
}

export type DealStage = PipelineStage;

/** Pipelines change now and then, and no webhook tells (hubspot-api.md §4.2); definitions hardly ever. */
const TTL_MS = 600_000;
const PROPERTIES_TTL_MS = 3_600_000;

export function createDirectory(call: HubSpotCall, clock: Clock): Directory {
  const people = cached(clock, TTL_MS, (context) => readOwners(call, context));
  const pipelines = cached(clock, TTL_MS, (context) => readPipelines(call, context, 'deals'));
  const ticketPipelines = cached(clock, TTL_MS, (context) => readPipelines(call, context, 'tickets'));
  const customObjects = cached(clock, TTL_MS, (context) => readCustomObjects(call, context));
  const properties = new Map<ObjectType, Cached<ReadonlyMap<string, WritableProperty>>>();
  return {
    people: people.get,
    pipelines: pipelines.get,
    customObjects: customObjects.get,
    async owners(context) {
      return new Map((await people.get(context)).map(({ id, email }) => [email.toLowerCase(), id]));
    },
    async dealStages(context) {
      return new Map((await pipelines.get(context)).flatMap(stagesOf));
    },
    async ticketStages(context) {
      return new Map((await ticketPipelines.get(context)).flatMap(stagesOf));
    },
    properties(context, type) {
      const known =
        properties.get(type) ??
        cached(clock, PROPERTIES_TTL_MS, (of) => readWritableProperties(call, of, type));
      properties.set(type, known);
      return known.get(context);
    },
    forget(portalId) {
      for (const one of [people, pipelines, ticketPipelines, customObjects, ...properties.values()])
        one.forget(portalId);
    },
  };
}

function stagesOf({ id: pipeline, stages }: DealPipeline): [string, PipelineStage][] {
  return stages.map((stage, order) => [stage.id, { ...stage, pipeline, order }]);
}
