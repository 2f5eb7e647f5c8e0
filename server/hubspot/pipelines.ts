import type { DealPipeline } from '../../shared/options.ts';
import type { HubSpotCall } from './call.types.ts';
import { pass, type CallContext } from './objects.ts';

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

/** The deal pipelines of a portal with their stages, in the order people see them. */
export async function readPipelines(
  call: HubSpotCall,
  context: CallContext,
): Promise<readonly DealPipeline[]> {
  const { body } = await call<PipelinesReply>(context.portalId, {
    endpoint: 'pipelines.list',
    path: { type: 'deals' },
    ...pass(context),
  });
  return inOrder(body.results ?? []).map((pipeline) => ({
    id: pipeline.id,
    label: pipeline.label ?? pipeline.id,
    stages: inOrder(pipeline.stages ?? []).map(({ id, label, metadata }) => {
      // `isClosed` is not always sent; a probability of 0 or 1 says the same (hubspot-api.md §2.5).
      const probability = Number(metadata?.['probability'] ?? Number.NaN);
      const closed = metadata?.['isClosed'] === 'true' || probability === 0 || probability === 1;
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
