import type { DealPipeline } from '../../shared/options.ts';
import type { HubSpotCall } from './call.types.ts';
import { pass, type CallContext } from './objects.ts';

/** A stage with its pipeline and its place there. */
export interface PipelineStage {
  id: string;
  pipeline: string;
  label: string;
  closed: boolean;
  /** Place in its pipeline, counted from the first stage. */
  order: number;
}

interface Ordered {
  displayOrder?: number;
  archived?: boolean;
}

interface PipelinesReply {
  results?: (Ordered & {
    id: string;
    label?: string;
    stages?: (Ordered & { id: string; label: string; metadata?: Record<string, string | undefined> })[];
  })[];
}

/** The pipelines of deals or tickets of a portal with their stages, in the order people see them. */
export async function readPipelines(
  call: HubSpotCall,
  context: CallContext,
  type: 'deals' | 'tickets',
): Promise<readonly DealPipeline[]> {
  const { body } = await call<PipelinesReply>(context.portalId, {
    endpoint: 'pipelines.list',
    path: { type },
    ...pass(context),
  });
  return inOrder(body.results ?? []).map((pipeline) => ({
    id: pipeline.id,
    label: pipeline.label ?? pipeline.id,
    stages: inOrder(pipeline.stages ?? []).map(({ id, label, metadata }) => {
      // `isClosed` is not always sent; of deals a probability of 0 or 1 says the same (hubspot-api.md §2.5), of
      // tickets their state.
      const probability = Number(metadata?.['probability'] ?? Number.NaN);
      const closed =
        metadata?.['isClosed'] === 'true' ||
        metadata?.['ticketState'] === 'CLOSED' ||
        probability === 0 ||
        probability === 1;
      return { id, label, closed };
    }),
  }));
}

/** From left to right: by `displayOrder`, else as HubSpot lists them. */
function inOrder<T extends Ordered>(items: readonly T[]): T[] {
  return items
    .filter(({ archived }) => !archived)
    .sort((left, right) => (left.displayOrder ?? 0) - (right.displayOrder ?? 0));
}
